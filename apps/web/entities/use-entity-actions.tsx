import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { useToast } from '#design-system/toast.tsx'
import { newChange } from '../api/changes.ts'
import {
  deleteEntity,
  editEntity,
  entityQuery,
  restoreEntity,
  runVerb,
  type Entity,
} from '../api/entities.ts'
import { putEntities, showAlready } from '../api/entity-cache.ts'
import type { KindInfo } from '../api/kinds.ts'
import { projectKey } from '../api/project.ts'
import { ProblemError } from '../api/problem.ts'
import { explain } from '../frame/query-view.tsx'
import { useProject } from '../frame/use-project.ts'
import { useUndo } from '../frame/use-undo.ts'
import { t } from '../messages/index.ts'
import { ConflictChoice } from './conflict-choice.tsx'
import { meet } from './field-conflict.ts'

/** What can be done to an entity; each keeps what is shown up to date and says what came of it. */
export type EntityActionSet = {
  /** True when the change was taken. Shown at once, and taken back where the server refuses. */
  save: (fields: Record<string, unknown>) => Promise<boolean>
  remove: () => Promise<void>
  restore: () => Promise<void>
  /** Throws where the server refuses, so that a form can show why. */
  run: (verb: string, label: string, input: Record<string, unknown>) => Promise<void>
  /** The question that a conflicting edit asks; to be shown wherever the actions are used. */
  question: ReactElement | null
}

type Conflict = { base: Entity; newest: Entity; wanted: Record<string, unknown>; contested: string[] }

/** The actions for one entity. What is saved is saved upon the version that `entity` was when the action was taken up. */
export function useEntityActions(kind: KindInfo, entity: Entity): EntityActionSet {
  const project = useProject()
  const client = useQueryClient()
  const announce = useToast()
  const undo = useUndo()
  const [conflict, setConflict] = useState<Conflict>()
  const { collection } = kind
  const refresh = () => client.invalidateQueries({ queryKey: [...projectKey(project), collection] })
  const refused = (cause: unknown): void => {
    const field = cause instanceof ProblemError ? Object.values(cause.fields)[0] : undefined
    announce(t('error.failed'), { tone: 'bad', detail: field ?? explain(cause).text })
  }
  const write = async (base: Entity, fields: Record<string, unknown>): Promise<boolean> => {
    const takeBack = await showAlready(client, project, collection, [base.id], fields)
    try {
      const change = newChange()
      const saved = await editEntity(project, collection, base, fields, change)
      putEntities(client, project, collection, [saved])
      announce(t('entity.changed', { key: saved.key }), { undo: () => undo(change) })
      void refresh()
      return true
    } catch (cause) {
      takeBack()
      if (cause instanceof ProblemError && cause.status === 412) return settle(base, fields)
      refused(cause)
      return false
    }
  }
  /** Somebody was faster: what they left alone is written on their version, what they changed too is asked about. */
  const settle = async (base: Entity, wanted: Record<string, unknown>): Promise<boolean> => {
    const newest = await client.fetchQuery({
      ...entityQuery(project, collection, base.id),
      staleTime: 0,
    })
    putEntities(client, project, collection, [newest])
    const { free, contested } = meet(base, newest, wanted)
    if (contested.length > 0) {
      setConflict({ base, newest, wanted, contested })
      return true
    }
    return Object.keys(free).length === 0 ? true : write(newest, free)
  }
  return {
    save: (fields) => write(entity, fields),
    remove: async () => {
      const change = newChange()
      await deleteEntity(project, collection, entity, change)
      announce(t('entity.deleted'), { undo: () => undo(change) })
      await refresh()
    },
    restore: async () => {
      try {
        const change = newChange()
        await restoreEntity(project, collection, entity.id, change)
        announce(t('entity.restored'), { undo: () => undo(change) })
        await refresh()
      } catch (cause) {
        refused(cause)
      }
    },
    run: async (verb, label, input) => {
      const change = newChange()
      await runVerb(project, collection, entity.id, verb, input, change)
      announce(t('entity.done', { verb: label }), { undo: () => undo(change) })
      await refresh()
    },
    question: conflict ? (
      <ConflictChoice
        kind={kind}
        {...conflict}
        onClose={() => setConflict(undefined)}
        onApply={(fields) => {
          setConflict(undefined)
          if (Object.keys(fields).length > 0) void write(conflict.newest, fields)
        }}
      />
    ) : null,
  }
}
