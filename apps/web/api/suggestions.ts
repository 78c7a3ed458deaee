import * as z from 'zod/mini'
import { withDefault } from './fallbacks.ts'
import { entityPath, type Entity } from './entities.ts'
import type { ProjectRef } from './project.ts'
import { command } from './request.ts'

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

/** Accepts a suggestion, with corrections where there are any. */
export const acceptSuggestion = (ref: ProjectRef, id: string, edits: object | undefined): Promise<void> =>
  command(`${entityPath(ref, 'suggestions', id)}/accept`, { method: 'POST', body: edits ? { edits } : {} })

/** Rejects a suggestion and says why. */
export const rejectSuggestion = (ref: ProjectRef, id: string, reason: string): Promise<void> =>
  command(`${entityPath(ref, 'suggestions', id)}/reject`, { method: 'POST', body: { reason } })
