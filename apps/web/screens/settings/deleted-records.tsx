import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Section } from '#design-system/frame.tsx'
import { Select } from '#design-system/inputs.tsx'
import { textLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { SimpleTable } from '#design-system/simple-table.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { newChange } from '../../api/changes.ts'
import { listQuery, restoreEntity, type Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { projectKey } from '../../api/project.ts'
import { formatRelative, formatTime } from '../../entities/formats.ts'
import { Person } from '../../entities/person.tsx'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { useUndo } from '../../frame/use-undo.ts'
import { inSentence, t } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'
import { Panel } from './panel.tsx'

const route = getRouteApi('/signed-in/p/$org/$project/settings')

/** What was deleted in the project, one kind at a time, and the way to bring it back. */
export function DeletedRecords(): ReactElement {
  const { query, kinds } = useKinds()
  const { register } = route.useSearch()
  const navigate = useNavigate()
  return (
    <Panel wide>
      <QueryView query={query} loadingLines={4}>
        {() => {
          const kind = kinds.find(({ collection }) => collection === register) ?? kinds[0]
          return (
            <Section
              title={t('settings.deleted')}
              actions={
                <div className="w-48">
                  <Select
                    compact
                    aria-label={t('settings.deletedKind')}
                    value={kind?.collection ?? ''}
                    onChange={({ target }) =>
                      void navigate({
                        to: '.',
                        search: (old) => ({ ...old, register: target.value }),
                        replace: true,
                      })
                    }
                  >
                    {kinds.map(({ collection, label }) => (
                      <option key={collection} value={collection}>
                        {label.many}
                      </option>
                    ))}
                  </Select>
                </div>
              }
            >
              <div className="py-3">
                <Text look="muted">{t('settings.deletedText')}</Text>
              </div>
              {kind ? <DeletedOf kind={kind} /> : null}
            </Section>
          )
        }}
      </QueryView>
    </Panel>
  )
}

function DeletedOf({ kind }: { kind: KindInfo }): ReactElement {
  const list = useInfiniteQuery(
    listQuery(useProject(), kind.collection, { deleted: 'true', sort: '-updated_at' }),
  )
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <QueryView query={list} loadingLines={4}>
      {() =>
        items.length === 0 ? (
          <EmptyNotice
            icon="trash"
            title={t('settings.nothingDeleted', { many: inSentence(kind.label.many) })}
          />
        ) : (
          <div className="flex flex-col items-start gap-3">
            <div className="w-full">
              <DeletedTable kind={kind} items={items} />
            </div>
            {list.hasNextPage ? (
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('audit.more')}
              </Button>
            ) : null}
          </div>
        )
      }
    </QueryView>
  )
}

function DeletedTable({ kind, items }: { kind: KindInfo; items: readonly Entity[] }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const undo = useUndo()
  const { act, busy } = useAct()
  const restore = (entity: Entity) =>
    void act(async () => {
      const change = newChange()
      await restoreEntity(project, kind.collection, entity.id, change)
      announce(t('settings.broughtBack', { key: entity.key }), { undo: () => undo(change) })
      await client.invalidateQueries({ queryKey: projectKey(project) })
    })
  return (
    <SimpleTable
      label={t('settings.deleted')}
      headers={[kind.label.one, t('settings.deletedAt'), t('settings.deletedBy'), '']}
      rows={items.map((entity) => ({
        id: entity.id,
        cells: [
          <span key="name" className="flex items-baseline gap-2">
            <Link {...entityPlace(project, kind.collection, entity)} className={textLink}>
              {entity.label || entity.key}
            </Link>
            <Text look="key">{entity.key}</Text>
          </span>,
          <Text key="at" look="key" title={formatTime(entity.deleted_at ?? entity.updated_at)}>
            {formatRelative(entity.deleted_at ?? entity.updated_at)}
          </Text>,
          entity.updated_by === null ? t('general.none') : <Person key="by" value={entity.updated_by} />,
          entity.abilities.restore ? (
            <Button
              key="restore"
              size="small"
              look="quiet"
              disabled={busy}
              aria-label={t('settings.bringBackKey', { key: entity.key })}
              onClick={() => restore(entity)}
            >
              {t('entity.restore')}
            </Button>
          ) : null,
        ],
      }))}
    />
  )
}
