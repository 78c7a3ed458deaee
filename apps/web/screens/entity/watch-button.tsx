import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { setWatching, type Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { projectKey } from '../../api/project.ts'
import { useAct } from '../../frame/use-act.ts'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** Whether the reader is told of changes of a record, and the way to change that. */
export function WatchButton({ kind, entity }: { kind: KindInfo; entity: Entity }): ReactElement {
  const project = useProject()
  const client = useQueryClient()
  const { act, busy } = useAct()
  const watching = entity['watching'] === true
  return (
    <Button
      look="quiet"
      aria-pressed={watching}
      busy={busy}
      onClick={() =>
        void act(
          async () => {
            await setWatching(project, kind.collection, entity.id, !watching)
            await client.invalidateQueries({ queryKey: [...projectKey(project), kind.collection, 'entity'] })
          },
          watching ? t('entity.unwatched') : t('entity.watched'),
        )
      }
    >
      {watching ? t('entity.watching') : t('entity.watch')}
    </Button>
  )
}
