import * as z from 'zod/mini'
import { withDefault } from './fallbacks.ts'
import { queryOptions } from '@tanstack/react-query'
import { entityPath, type Entity } from './entities.ts'
import { projectKey, projectPath, type ProjectRef } from './project.ts'
import { change, request } from './request.ts'

const suggestionFields = z.looseObject({
  target_kind: withDefault(z.nullable(z.string()), ''),
  title: withDefault(z.nullable(z.string()), ''),
  payload: withDefault(z.nullable(z.record(z.string(), z.unknown())), {}),
  rationale: z.nullish(z.string()),
  rejection_reason: z.nullish(z.string()),
  confidence: z.nullish(z.coerce.number()),
  state: withDefault(z.nullable(z.string()), 'pending'),
  evidence: withDefault(
    z.nullable(
      z.array(
        z.object({
          artifact_id: z.string(),
          filename: z.nullish(z.string()),
          start: z.number(),
          end: z.number(),
          quote: withDefault(z.nullable(z.string()), ''),
          page: z.nullish(z.number()),
        }),
      ),
    ),
    [],
  ),
  applied_entity_id: z.nullish(z.string()),
})

/** The fields of a suggestion beside what all entities share. */
export const suggestionOf = (entity: Entity): z.output<typeof suggestionFields> =>
  z.parse(suggestionFields, entity)

/** Accepts a suggestion, with corrections where there are any. Gives the id of the change, for taking it back. */
export const acceptSuggestion = (ref: ProjectRef, id: string, edits: object | undefined): Promise<string> =>
  change(`${entityPath(ref, 'suggestions', id)}/accept`, { method: 'POST', body: edits ? { edits } : {} })

/** Rejects a suggestion and says why. */
export const rejectSuggestion = (ref: ProjectRef, id: string, reason: string): Promise<string> =>
  change(`${entityPath(ref, 'suggestions', id)}/reject`, { method: 'POST', body: { reason } })

/** Accepts several, all or none. */
export const acceptSuggestions = (ref: ProjectRef, ids: string[]): Promise<string> =>
  change(`${projectPath(ref)}/suggestions/accept`, { method: 'POST', body: { ids } })

/** Rejects several for one reason, all or none. */
export const rejectSuggestions = (ref: ProjectRef, ids: string[], reason: string): Promise<string> =>
  change(`${projectPath(ref)}/suggestions/reject`, { method: 'POST', body: { ids, reason } })

const similar = z.array(
  z.object({ id: z.string(), key: z.string(), kind: z.string(), label: z.string(), likeness: z.number() }),
)

/** What there is already that a suggestion may repeat: records, and other open suggestions. */
export const similarQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'suggestions', 'entity', id, 'similar'],
    queryFn: ({ signal }) =>
      request(
        z.object({ records: similar, suggestions: similar }),
        `${entityPath(ref, 'suggestions', id)}/similar`,
        { signal },
      ),
  })
