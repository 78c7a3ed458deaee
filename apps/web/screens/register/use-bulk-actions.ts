import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '#design-system/toast.tsx'
import { runVerb, type Entity } from '../../api/entities.ts'
import { putEntities, showAlready } from '../../api/entity-cache.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { deleteMany, editMany } from '../../api/many-entities.ts'
import { projectKey } from '../../api/project.ts'
import { explain } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'
import { reverseEdits } from './reverse-edits.ts'

/** The same change of many entities, shown at once, taken back where it is refused, and undone by its reverse. */
export function useBulkActions(kind: KindInfo, entities: Entity[]) {
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const { collection } = kind
  const refresh = () => client.invalidateQueries({ queryKey: [...projectKey(project), collection] })
  const undo = async (reverse: () => Promise<unknown>): Promise<void> => {
    try {
      await reverse()
      announce(t('general.undone'))
    } catch (cause) {
      announce(t('error.failed'), { tone: 'bad', detail: explain(cause).text })
    }
    await refresh()
  }
  return {
    edit: async (changes: Record<string, unknown>): Promise<void> => {
      const ids = entities.map(({ id }) => id)
      const takeBack = await showAlready(client, project, collection, ids, changes)
      try {
        putEntities(client, project, collection, await editMany(project, collection, ids, changes))
      } catch (cause) {
        takeBack()
        throw cause
      }
      announce(t('register.changed', { count: ids.length }), {
        undo: () =>
          void undo(async () => {
            for (const step of reverseEdits(entities, Object.keys(changes)))
              await editMany(project, collection, step.ids, step.changes, t('general.undo'))
          }),
      })
      await refresh()
    },
    remove: async (): Promise<void> => {
      const gone = await deleteMany(
        project,
        collection,
        entities.map(({ id }) => id),
      )
      announce(t('register.deleted', { count: gone.length }), {
        undo: () =>
          void undo(async () => {
            for (const { id } of gone) await runVerb(project, collection, id, 'restore', {})
          }),
      })
      await refresh()
    },
  }
}
