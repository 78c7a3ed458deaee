import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { PropertyList, Row, RowList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import type { Entity } from '../../api/entities.ts'
import { historyQuery, type HistoryEntry } from '../../api/history.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { actorName } from '../../entities/actor-name.ts'
import { formatRelative, formatTime, formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t, textAt } from '../../messages/index.ts'
import { ChangedField } from './changed-field.tsx'

const WholeChange = lazy(async () => ({ default: (await import('./whole-change.tsx')).WholeChange }))

/** Every change of an entity: who, when, why, from what to what; and the way to see it as it was. */
export function History({ kind, entity }: { kind: KindInfo; entity: Entity }): ReactElement {
  const project = useProject()
  const history = useInfiniteQuery(historyQuery(project, kind.collection, entity.id))
  const entries = history.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <QueryView query={history} loadingLines={4}>
      {() =>
        entries.length === 0 ? (
          <EmptyNotice icon="clock" title={t('entity.noHistory')} />
        ) : (
          <div className="flex max-w-3xl flex-col items-start gap-3 pb-6">
            <div className="w-full">
              <RowList label={t('entity.history')}>
                {entries.map((entry) => (
                  <HistoryRow key={entry.id} kind={kind} entity={entity} entry={entry} />
                ))}
              </RowList>
            </div>
            {history.hasNextPage ? (
              <div className="px-4">
                <Button busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
                  {t('entity.moreHistory')}
                </Button>
              </div>
            ) : null}
          </div>
        )
      }
    </QueryView>
  )
}

/** Fields that change with every write and tell a reader nothing. */
const bookkeeping = new Set(['version', 'updated_at', 'updated_by', 'content_hash'])

function HistoryRow(props: { kind: KindInfo; entity: Entity; entry: HistoryEntry }): ReactElement {
  const { kind, entity, entry } = props
  const project = useProject()
  const [whole, setWhole] = useState(false)
  const changes =
    entry.action === 'create' || entry.action === 'insert'
      ? []
      : entry.changed.filter(({ field }) => !bookkeeping.has(field))
  return (
    <Row>
      <div className="flex flex-col gap-1">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <div className="min-w-0 grow max-sm:basis-full">
            <Text strong>{actorName(entry.actor)}</Text>{' '}
            <Text look="muted">
              {textAt(`entity.actions.${entry.action}`) ?? formatWord(entry.action).toLowerCase()}
            </Text>
          </div>
          <Text look="faint" title={formatTime(entry.at)}>
            {formatRelative(entry.at)}
          </Text>
          <Link
            to="/p/$org/$project/$collection/$key"
            params={{ ...project, collection: kind.collection, key: entity.key }}
            search={{ tab: 'history', as_of: entry.at }}
            className={textLink}
          >
            <Text look="small">{t('entity.view')}</Text>
          </Link>
          {entry.request_id === null ? null : (
            <Button size="small" look="quiet" onClick={() => setWhole(true)}>
              {t('entity.wholeChange')}
            </Button>
          )}
        </div>
        {entry.reason ? <Text look="muted">{t('entity.because', { reason: entry.reason })}</Text> : null}
        {changes.length > 0 ? (
          <PropertyList>
            {changes.map((change) => (
              <ChangedField key={change.field} kind={kind} change={change} />
            ))}
          </PropertyList>
        ) : null}
      </div>
      {whole && entry.request_id !== null ? (
        <Suspense>
          <WholeChange change={entry.request_id} onClose={() => setWhole(false)} />
        </Suspense>
      ) : null}
    </Row>
  )
}
