import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useLocation, useNavigate } from '@tanstack/react-router'
import { useMemo, useState, type ReactElement } from 'react'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Badge } from '#design-system/badge.tsx'
import { moveKeys, useKeys } from '#design-system/keys.ts'
import { Row, RowList } from '#design-system/rows.tsx'
import { Segmented } from '#design-system/segmented.tsx'
import { SplitView } from '#design-system/split-view.tsx'
import { Text } from '#design-system/text.tsx'
import { listQuery, type Entity } from '../../api/entities.ts'
import { suggestionOf } from '../../api/suggestions.ts'
import { confidenceTone } from '../../entities/state-tone.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { t } from '../../messages/index.ts'
import { SuggestionPanel } from './suggestion-panel.tsx'

const route = getRouteApi('/signed-in/p/$org/$project/inbox')
const states = ['pending', 'accepted', 'rejected'] as const

/** What agents and extractors propose, each with its evidence. `j`/`k` move, `a` accepts, `r` rejects, `e` edits. */
export function Inbox(): ReactElement {
  const project = useProject()
  const { state = 'pending' } = route.useSearch()
  const navigate = useNavigate()
  const list = useInfiniteQuery(
    listQuery(project, 'suggestions', { filter: { state: { eq: state } }, limit: 100 }),
  )
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  return (
    <>
      <Head title={t('inbox.title')}>
        <Segmented
          label={t('inbox.state')}
          value={state}
          options={states.map((value) => ({ value, label: t(`inbox.states.${value}`) }))}
          onChange={(value) =>
            void navigate({ to: '.', search: value === 'pending' ? {} : { state: value }, replace: true })
          }
        />
      </Head>
      <QueryView query={list}>
        {() =>
          items.length === 0 ? (
            <EmptyNotice icon="inbox" title={t('inbox.emptyTitle')} text={t('inbox.emptyText')} />
          ) : (
            <Suggestions key={state} items={items} />
          )
        }
      </QueryView>
    </>
  )
}

function Suggestions({ items }: { items: Entity[] }): ReactElement {
  const { hash } = useLocation()
  const [current, setCurrent] = useState(() =>
    Math.max(
      0,
      items.findIndex((item) => item.id === hash),
    ),
  )
  const index = Math.min(current, items.length - 1)
  const item = items[index]
  useKeys(moveKeys(items.length, index, setCurrent))
  return (
    <SplitView
      list={
        <RowList label={t('inbox.title')} choose>
          {items.map((candidate, at) => (
            <SuggestionRow
              key={candidate.id}
              entity={candidate}
              current={at === index}
              onPick={() => setCurrent(at)}
            />
          ))}
        </RowList>
      }
    >
      {item ? <SuggestionPanel key={item.id} entity={item} /> : null}
    </SplitView>
  )
}

function SuggestionRow(props: { entity: Entity; current: boolean; onPick: () => void }): ReactElement {
  const { byKind } = useKinds()
  const suggestion = suggestionOf(props.entity)
  const source = suggestion.evidence?.[0]?.filename
  return (
    <Row current={props.current} onPick={props.onPick}>
      <div className="flex flex-col gap-0.5">
        <div className="flex items-center gap-2">
          <div className="min-w-0 grow">
            <Text truncate>{suggestion.title || props.entity.label}</Text>
          </div>
          {typeof suggestion.confidence === 'number' ? (
            <Badge tone={confidenceTone(suggestion.confidence)}>
              {Math.round(suggestion.confidence * 100)}%
            </Badge>
          ) : null}
        </div>
        <div className="flex min-w-0 gap-2">
          <Text look="faint">{byKind(suggestion.target_kind)?.label.one ?? suggestion.target_kind}</Text>
          {source ? (
            <Text look="faint" truncate>
              {source}
            </Text>
          ) : null}
        </div>
      </div>
    </Row>
  )
}
