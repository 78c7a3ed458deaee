import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '#design-system/toast.tsx'
import { deleteEntity, editEntity, runVerb, type Entity } from '../../api/entities.ts'
import type { KindInfo } from '../../api/kinds.ts'
import { projectKey } from '../../api/project.ts'
import { ProblemError } from '../../api/request.ts'
import { explain } from '../../frame/query-view.tsx'
import { useProject } from '../../frame/use-project.ts'
import { t } from '../../messages/index.ts'

/** What can be done to an entity; each keeps what is shown up to date and says what came of it. */
export type EntityActionSet = {
  /** True when the change was taken. */
  save: (fields: Record<string, unknown>) => Promise<boolean>
  remove: () => Promise<void>
  restore: () => Promise<void>
  /** Throws where the server refuses, so that a form can show why. */
  run: (verb: string, label: string, input: Record<string, unknown>) => Promise<void>
}

/** The actions for one entity. */
export function useEntityActions(kind: KindInfo, entity: Entity): EntityActionSet {
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const { collection } = kind
  const refresh = () => client.invalidateQueries({ queryKey: [...projectKey(project), collection] })
  const refused = async (cause: unknown): Promise<void> => {
    const moved = cause instanceof ProblemError && cause.status === 412
    const field = cause instanceof ProblemError ? Object.values(cause.fields)[0] : undefined
    announce(t('error.failed'), {
      tone: 'bad',
      detail: moved ? t('error.conflict') : (field ?? explain(cause).text),
    })
    if (moved) await refresh()
  }
  return {
    save: async (fields) => {
      try {
        await editEntity(project, collection, entity, fields)
        await refresh()
        return true
      } catch (cause) {
        await refused(cause)
        return false
      }
    },
    remove: async () => {
      await deleteEntity(project, collection, entity)
      announce(t('entity.deleted'))
      await refresh()
    },
    restore: async () => {
      try {
        await runVerb(project, collection, entity.id, 'restore', {})
        announce(t('entity.restored'))
        await refresh()
      } catch (cause) {
        await refused(cause)
      }
    },
    run: async (verb, label, input) => {
      await runVerb(project, collection, entity.id, verb, input)
      announce(t('entity.done', { verb: label }))
      await refresh()
    },
  }
}
