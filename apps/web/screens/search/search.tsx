import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { Badge } from '#design-system/badge.tsx'
import { ToolLine } from '#design-system/frame.tsx'
import { Icon } from '#design-system/icon.tsx'
import { Button } from '#design-system/button.tsx'
import { SearchInput } from '#design-system/inputs.tsx'
import { moveKeys, useKeys } from '#design-system/keys.ts'
import { MarkedText } from '#design-system/marked-text.tsx'
import { plainLink } from '#design-system/navigation.tsx'
import { Banner, EmptyNotice } from '#design-system/notices.tsx'
import { Row, RowList } from '#design-system/rows.tsx'
import { Segmented } from '#design-system/segmented.tsx'
import { Text } from '#design-system/text.tsx'
import { collectionIcon } from '../../entities/kind-icon.ts'
import { searchQuery, type SearchFilters, type SearchHit, type SearchMode } from '../../api/search.ts'
import { FindInput } from '../../frame/find-input.tsx'
import { QueryView } from '../../frame/query-view.tsx'
import { useKinds, useProject, useProjectsHere } from '../../frame/use-project.ts'
import { Head } from '../../frame/view.tsx'
import { t } from '../../messages/index.ts'
import { Ask } from './ask.tsx'
import { SearchFilterBar } from './search-filters.tsx'
import { hitPlace } from '../../places.ts'

const route = getRouteApi('/signed-in/p/$org/$project/search')
const modes: SearchMode[] = ['hybrid', 'lexical', 'semantic']

/** Finding and asking in one place: sources and registers by words, by meaning or both; answers with what they rest on. */
export function Search(): ReactElement {
  const { q, ask } = route.useSearch()
  const navigate = useNavigate()
  return (
    <>
      <Head title={t('search.title')}>
        <Segmented
          label={t('search.what')}
          value={ask ? 'ask' : 'find'}
          options={[
            { value: 'find', label: t('search.find') },
            { value: 'ask', label: t('search.ask') },
          ]}
          onChange={(value) =>
            void navigate({
              to: '.',
              search: { ...(q ? { q } : {}), ...(value === 'ask' ? { ask: 'yes' as const } : {}) },
            })
          }
        />
      </Head>
      {ask ? (
        <>
          <ToolLine>
            <Question key={q} asked={q ?? ''} />
          </ToolLine>
          <div className="flex min-h-0 grow flex-col overflow-y-auto">
            <Ask />
          </div>
        </>
      ) : (
        <Find />
      )}
    </>
  )
}

/** A question is asked when it is finished, not while it is typed. */
function Question({ asked }: { asked: string }): ReactElement {
  const navigate = useNavigate()
  const [question, setQuestion] = useState(asked)
  return (
    <form
      className="flex grow gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (question.trim().length >= 2)
          void navigate({ to: '.', search: { ask: 'yes', q: question.trim() } })
      }}
    >
      <SearchInput
        icon="spark"
        label={t('search.askPlaceholder')}
        placeholder={t('search.askPlaceholder')}
        value={question}
        autoFocus={asked === ''}
        onChange={({ target }) => setQuestion(target.value)}
      />
      <Button type="submit" look="primary">
        {t('search.ask')}
      </Button>
    </form>
  )
}

function Find(): ReactElement {
  const project = useProject()
  const { q = '', mode = 'hybrid', all, kind, folder, topic, person, tag, from, to } = route.useSearch()
  const everywhere = all === 'yes'
  const several = useProjectsHere().length > 1
  const filters: SearchFilters = { kind, folder, topic, person, tag, from, to }
  const navigate = useNavigate()
  const found = useQuery(searchQuery(project, { q, mode, ...filters, k: 30, everywhere }))
  const search = (change: SearchFilters & { q?: string | undefined; mode?: SearchMode }) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...change }), replace: true })
  const reach = (wide: boolean) =>
    void navigate({
      to: '.',
      // a folder is of one project
      search: (old) =>
        wide ? { ...old, all: 'yes' as const, folder: undefined } : { ...old, all: undefined },
      replace: true,
    })
  return (
    <>
      <ToolLine>
        <div className="min-w-48 grow">
          <FindInput
            label={everywhere ? t('search.placeholderAll') : t('search.placeholder')}
            value={q}
            onChange={(value) => search({ q: value || undefined })}
            autoFocus
          />
        </div>
        <Segmented
          label={t('search.mode')}
          value={mode}
          options={modes.map((value) => ({ value, label: t(`search.modes.${value}`) }))}
          onChange={(value) => search({ mode: value })}
        />
        {several || everywhere ? (
          <Segmented
            label={t('search.scope')}
            value={everywhere ? 'all' : 'here'}
            options={[
              { value: 'here', label: t('search.reach.here') },
              { value: 'all', label: t('search.reach.all') },
            ]}
            onChange={(value) => reach(value === 'all')}
          />
        ) : null}
        <SearchFilterBar filters={filters} everywhere={everywhere} onChange={search} />
      </ToolLine>
      <div className="min-h-0 grow overflow-y-auto">
        {q.trim() === '' ? (
          <EmptyNotice icon="search" title={t('search.startTitle')} text={t('search.startText')} />
        ) : (
          <QueryView query={found}>
            {({ hits, ms, notice }) =>
              hits.length === 0 ? (
                <EmptyNotice icon="search" title={t('search.emptyTitle')} text={t('search.emptyText', { q })}>
                  {several && !everywhere ? (
                    <Button onClick={() => reach(true)}>{t('search.searchAll')}</Button>
                  ) : null}
                </EmptyNotice>
              ) : (
                <>
                  {notice ? <Banner tone="attention">{notice}</Banner> : null}
                  <Hits key={q} hits={hits} />
                  <div className="px-4 py-2">
                    <Text look="faint">{t('search.took', { count: hits.length, ms: Math.round(ms) })}</Text>
                  </div>
                </>
              )
            }
          </QueryView>
        )}
      </div>
    </>
  )
}

function Hits({ hits }: { hits: readonly SearchHit[] }): ReactElement {
  const project = useProject()
  const navigate = useNavigate()
  const { byKind } = useKinds()
  const [current, setCurrent] = useState(0)
  const placeOf = (hit: SearchHit) => hitPlace(project, byKind(hit.kind)?.collection ?? 'artifacts', hit)
  useKeys({
    ...moveKeys(hits.length, current, setCurrent),
    Enter: () => {
      const hit = hits[current]
      if (hit) void navigate(placeOf(hit))
    },
  })
  return (
    <RowList label={t('frame.results')}>
      {hits.map((hit, index) => (
        <Row
          key={`${hit.kind} ${hit.id} ${hit.start ?? ''}`}
          linked
          current={index === current}
          onPick={() => setCurrent(index)}
        >
          <div className="flex gap-3">
            <div className="pt-0.5">
              <Icon name={collectionIcon(byKind(hit.kind)?.collection ?? '')} />
            </div>
            <div className="flex min-w-0 max-w-3xl grow flex-col gap-0.5">
              <div className="flex flex-wrap items-baseline gap-x-2">
                <Link {...placeOf(hit)} className={plainLink}>
                  <Text strong>{hit.title || hit.key || hit.id}</Text>
                </Link>
                <Text look="key">{hit.key}</Text>
                {hit.project ? <Badge>{hit.project.name}</Badge> : null}
                {typeof hit.page === 'number' ? (
                  <Text look="faint">{t('artifact.pageShort', { page: hit.page })}</Text>
                ) : null}
                {hit.heading ? (
                  <Text look="faint" truncate>
                    {hit.heading}
                  </Text>
                ) : null}
              </div>
              {hit.text && hit.text !== hit.title ? (
                <Text look="small" tone="unknown">
                  <MarkedText
                    text={hit.text}
                    from={0}
                    marks={hit.highlights.map(([start, end]) => ({ id: 'word', start, end }))}
                    active={undefined}
                  />
                </Text>
              ) : null}
            </div>
          </div>
        </Row>
      ))}
    </RowList>
  )
}
