import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useLocation, useNavigate } from '@tanstack/react-router'
import { useMemo, useState, type ReactElement } from 'react'
import { Select } from '#design-system/inputs.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { moveKeys, useKeys } from '#design-system/keys.ts'
import { textLink } from '#design-system/navigation.tsx'
import { Segmented } from '#design-system/segmented.tsx'
import { SplitView } from '#design-system/split-view.tsx'
import { suggestionsQuery, type Suggestion } from '../../api/suggestions.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { useDecided } from '../../frame/use-decided.ts'
import { Head } from '../../frame/view.tsx'
import { t } from '../../messages/index.ts'
import { BulkBar } from './bulk-bar.tsx'
import { SuggestionList } from './suggestion-list.tsx'
import { SuggestionPanel } from './suggestion-panel.tsx'

const route = getRouteApi('/signed-in/p/$org/$project/inbox')
const states = ['pending', 'accepted', 'rejected'] as const

/** What agents and extractors propose, each with its evidence, decided one at a time or together, by keyboard alone. */
export function Inbox(): ReactElement {
  const project = useProject()
  const { kinds } = useKinds()
  const { state = 'pending', kind, sort = '-confidence' } = route.useSearch()
  const navigate = useNavigate()
  const list = useInfiniteQuery(
    suggestionsQuery(project, {
      filter: { state: { eq: state }, ...(kind ? { target_kind: { eq: kind } } : {}) },
      sort,
    }),
  )
  // here and not in the list, so that the last one decided can be taken back when the list is empty
  const { done, undoLast } = useDecided()
  useKeys({ u: undoLast })
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const search = (change: { kind?: string | undefined; sort?: string | undefined }) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...change }), replace: true })
  return (
    <>
      <Head title={t('inbox.title')}>
        <Link to="/p/$org/$project/insights" params={project} className={textLink}>
          {t('insights.title')}
        </Link>
        <div className="w-32">
          <Select
            compact
            aria-label={t('inbox.kind')}
            value={kind ?? ''}
            onChange={({ target }) => search({ kind: target.value || undefined })}
          >
            <option value="">{t('inbox.allKinds')}</option>
            {kinds
              .filter((each) => each.creatable)
              .map((each) => (
                <option key={each.kind} value={each.kind}>
                  {each.label.many}
                </option>
              ))}
          </Select>
        </div>
        <div className="w-36">
          <Select
            compact
            aria-label={t('inbox.order')}
            value={sort}
            onChange={({ target }) => search({ sort: target.value })}
          >
            <option value="-confidence">{t('inbox.sure')}</option>
            <option value="-created_at">{t('inbox.newest')}</option>
          </Select>
        </div>
        <Segmented
          collapses
          label={t('inbox.state')}
          value={state}
          options={states.map((value) => ({ value, label: t(`inbox.states.${value}`) }))}
          onChange={(value) =>
            void navigate({
              to: '.',
              search: (old) => ({ ...old, state: value === 'pending' ? undefined : value }),
              replace: true,
            })
          }
        />
      </Head>
      <QueryView query={list}>
        {() =>
          items.length === 0 ? (
            <EmptyNotice icon="inbox" title={t('inbox.emptyTitle')} text={t('inbox.emptyText')} />
          ) : (
            <Suggestions
              key={state}
              items={items}
              onDone={done}
              more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
            />
          )
        }
      </QueryView>
    </>
  )
}

function Suggestions(props: {
  items: readonly Suggestion[]
  onDone: (change: string, said: string) => Promise<void>
  more: (() => void) | undefined
}): ReactElement {
  const { items, onDone } = props
  const { hash } = useLocation()
  const [current, setCurrent] = useState(() =>
    Math.max(
      0,
      items.findIndex((item) => item.id === hash),
    ),
  )
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const index = Math.min(current, items.length - 1)
  const item = items[index]
  const here = items.filter(({ id }) => chosen.has(id))
  const toggle = (id: string) =>
    setChosen((old) => {
      const next = new Set(old)
      if (!next.delete(id)) next.add(id)
      return next
    })
  useKeys({
    ...moveKeys(items.length, index, setCurrent),
    x: () => {
      if (item) toggle(item.id)
    },
  })
  return (
    <SplitView
      list={
        <SuggestionList
          items={items}
          index={index}
          chosen={chosen}
          onPick={setCurrent}
          onToggle={toggle}
          onAll={() =>
            setChosen(here.length === items.length ? new Set() : new Set(items.map(({ id }) => id)))
          }
          more={props.more}
        />
      }
    >
      {here.length > 0 ? <BulkBar items={here} onDone={onDone} onClear={() => setChosen(new Set())} /> : null}
      {item ? (
        <SuggestionPanel key={item.id} suggestion={item} onDone={onDone} alone={here.length === 0} />
      ) : null}
    </SplitView>
  )
}
