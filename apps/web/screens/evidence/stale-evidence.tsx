import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Badge } from '#design-system/badge.tsx'
import { Button } from '#design-system/button.tsx'
import { Difference } from '#design-system/difference.tsx'
import { plainLink, textLink } from '#design-system/navigation.tsx'
import { EmptyNotice } from '#design-system/notices.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { newChange } from '../../api/changes.ts'
import { confirmEvidence, staleQuery, type Stale } from '../../api/evidence.ts'
import { projectKey } from '../../api/project.ts'
import { formatRelative, formatTime, formatWord } from '../../entities/formats.ts'
import { QueryView } from '../../frame/query-view.tsx'
import { useAct } from '../../frame/use-act.ts'
import { useKinds, useProject } from '../../frame/use-project.ts'
import { useUndo } from '../../frame/use-undo.ts'
import { Head } from '../../frame/view.tsx'
import { t, textAt } from '../../messages/index.ts'
import { entityPlace } from '../../places.ts'
import { useRole } from '../settings/use-role.ts'

/** Records whose words changed in a newer version of their source: what stood there, what stands there, does it hold? */
export function StaleEvidence(): ReactElement {
  const list = useInfiniteQuery(staleQuery(useProject()))
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <Head title={t('evidence.title')} />
      <div className="min-h-0 grow overflow-y-auto">
        <QueryView query={list} loadingLines={8}>
          {() =>
            items.length === 0 ? (
              <EmptyNotice icon="check" title={t('evidence.none')} text={t('evidence.noneText')} />
            ) : (
              <div className="flex max-w-5xl flex-col items-start gap-4 p-4 lg:px-8">
                <Text look="muted">{t('evidence.lead')}</Text>
                <ul aria-label={t('evidence.title')} className="flex w-full flex-col gap-6">
                  {items.map((item) => (
                    <StaleItem key={item.link_id} item={item} />
                  ))}
                </ul>
                {list.hasNextPage ? (
                  <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                    {t('evidence.more')}
                  </Button>
                ) : null}
              </div>
            )
          }
        </QueryView>
      </div>
    </>
  )
}

function StaleItem({ item }: { item: Stale }): ReactElement {
  const project = useProject()
  const { byKind } = useKinds()
  const { record } = item
  return (
    <li className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Link
          {...entityPlace(project, byKind(record.kind)?.collection ?? record.kind, record)}
          className={plainLink}
        >
          <Text strong>{record.label}</Text>
        </Link>
        <Text look="key">{record.key}</Text>
        <Badge tone={item.change === 'removed' ? 'bad' : 'attention'}>
          {textAt(`artifact.changeKinds.${item.change}`) ?? item.change}
        </Badge>
        <Text look="faint" title={formatTime(item.stale_since)}>
          {formatWord(item.relation)}, {formatRelative(item.stale_since)}
        </Text>
        <div className="grow" />
        <StillHolds item={item} />
      </div>
      <div className="grid gap-x-6 gap-y-2 md:grid-cols-2">
        <Side label={t('artifact.before')} file={item.older_id}>
          <Difference pieces={item.difference} side="old" />
        </Side>
        {item.newer_id === null || item.change === 'removed' ? null : (
          <Side label={t('artifact.now')} file={item.newer_id}>
            <Difference pieces={item.difference} side="new" />
          </Side>
        )}
      </div>
    </li>
  )
}

function Side(props: { label: string; file: string; children: ReactElement }): ReactElement {
  const project = useProject()
  return (
    <div>
      <Link to="/p/$org/$project/library/$id" params={{ ...project, id: props.file }} className={textLink}>
        <Text look="small">{props.label}</Text>
      </Link>
      {props.children}
    </div>
  )
}

/** Somebody looked, and the record holds: it leaves the list and rests on the new words. */
function StillHolds({ item }: { item: Stale }): ReactElement | null {
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const undo = useUndo()
  const { mayWrite } = useRole()
  const { act, busy } = useAct()
  if (!mayWrite) return null
  const confirm = () =>
    void act(async () => {
      const change = newChange()
      await confirmEvidence(project, item.link_id, change)
      announce(t('evidence.holds', { key: item.record.key }), { undo: () => undo(change) })
      await client.invalidateQueries({ queryKey: projectKey(project) })
    })
  return (
    <Button
      size="small"
      busy={busy}
      aria-label={t('evidence.confirmKey', { key: item.record.key })}
      onClick={confirm}
    >
      {t('evidence.confirm')}
    </Button>
  )
}
