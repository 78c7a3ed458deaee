import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '#design-system/toast.tsx'
import { newChange } from '../../../api/changes.ts'
import type { Artifact } from '../../../api/artifacts.ts'
import type { Entity } from '../../../api/entities.ts'
import type { KindInfo } from '../../../api/kinds.ts'
import { attachment, createLink, linksOfRecord, removeLink, type Link } from '../../../api/links.ts'
import { useAct } from '../../../frame/use-act.ts'
import { useProject } from '../../../frame/use-project.ts'
import { useUndo } from '../../../frame/use-undo.ts'
import { t } from '../../../messages/index.ts'

/** Attaches files of the library to a record and takes them off again, each with the way back. */
export function useAttaching(kind: KindInfo, entity: Entity) {
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const undo = useUndo()
  const { act, busy } = useAct()
  const change = (work: (change: string) => Promise<unknown>, said: string): Promise<boolean> =>
    act(async () => {
      const id = newChange()
      await work(id)
      announce(said, { undo: () => undo(id) })
      await client.invalidateQueries(linksOfRecord(project, entity.id))
    })
  return {
    busy,
    attach: (file: Artifact): Promise<boolean> =>
      change(
        (id) => createLink(project, 'artifacts', file.id, { relation: attachment, target_id: entity.id }, id),
        t('files.attached', { name: file.label }),
      ),
    detach: (link: Link): Promise<boolean> =>
      change(
        (id) => removeLink(project, kind.collection, entity.id, link.id, id),
        t('files.detached', { name: link.other.label }),
      ),
  }
}
