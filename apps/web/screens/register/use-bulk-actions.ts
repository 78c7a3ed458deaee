import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '#design-system/toast.tsx'
import { newChange } from '../../api/changes.ts'
import type { Entity } from '../../api/entities.ts'
import { putEntities, showAlready } from '../../api/entity-cache.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { deleteMany, editMany } from '../../api/many-entities.ts'
import { projectKey } from '../../api/project.ts'
import { useProject } from '../../frame/use-project.ts'
import { useUndo } from '../../frame/use-undo.ts'
import { t } from '../../messages/index.ts'

/** The same change of many entities, shown at once, taken back where it is refused, and undone as a whole. */
export function useBulkActions(kind: KindInfo, entities: readonly Entity[]) {
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const undo = useUndo()
  const { collection } = kind
  const ids = entities.map(({ id }) => id)
  const refresh = () => client.invalidateQueries({ queryKey: [...projectKey(project), collection] })
  return {
    edit: async (changes: Record<string, unknown>): Promise<void> => {
      const change = newChange()
      const takeBack = await showAlready(client, project, collection, ids, changes)
      try {
        putEntities(client, project, collection, await editMany(project, collection, ids, changes, change))
      } catch (cause) {
        takeBack()
        throw cause
      }
      announce(t('register.changed', { count: ids.length }), { undo: () => undo(change) })
      await refresh()
    },
    remove: async (): Promise<void> => {
      const change = newChange()
      await deleteMany(project, collection, ids, change)
      announce(t('register.deleted', { count: ids.length }), { undo: () => undo(change) })
      await refresh()
    },
  }
}
