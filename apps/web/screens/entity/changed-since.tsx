import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { PropertyList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import type { Entity } from '../../api/entities.ts'
import { historyQuery } from '../../api/history.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { actorName } from '../../entities/actor-name.ts'
import { formatRelative } from '../../entities/formats.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { ChangedField } from './changed-field.tsx'
import { sinceThen } from './since-then.ts'

/** Beside an entity of a former time: what has changed since, who changed it and why. */
export function ChangedSince(props: { kind: KindInfo; entity: Entity; asOf: string }): ReactElement {
  const { kind, entity } = props
  const project = useProject()
  const history = useInfiniteQuery(historyQuery(project, kind.collection, entity.id))
  const changes = sinceThen(history.data?.pages.flatMap(({ items }) => items) ?? [], props.asOf)
  return (
    <section aria-label={t('entity.sinceThen')} className="flex max-w-3xl flex-col gap-2 px-4 pb-4">
      <Text strong as="h3">
        {t('entity.sinceThen')}
      </Text>
      {changes.length === 0 && !history.isLoading ? (
        <Text look="muted">{t('entity.nothingSince')}</Text>
      ) : (
        [...Map.groupBy(changes, ({ entry }) => entry).entries()].map(([entry, fields]) => (
          <div key={entry.id} className="flex flex-col gap-1">
            <PropertyList>
              {fields.map((change) => (
                <ChangedField key={change.field} kind={kind} change={change} />
              ))}
            </PropertyList>
            <Text look="small">
              {t('entity.changedBy', {
                who: actorName(entry.actor),
                when: formatRelative(entry.at),
              })}{' '}
              {entry.reason ? (
                <Text look="muted">{t('entity.because', { reason: entry.reason })}</Text>
              ) : null}
            </Text>
          </div>
        ))
      )}
    </section>
  )
}
