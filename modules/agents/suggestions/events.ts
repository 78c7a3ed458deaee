import { z } from 'zod'
import { defineEvent } from '#kernel/events/index.ts'

/** A suggestion was accepted and became a record. */
export const suggestionAccepted = defineEvent('suggestion.accepted.v1', z.object({ suggestion_id: z.uuid() }))

/** A suggestion was rejected. */
export const suggestionRejected = defineEvent(
  'suggestion.rejected.v1',
  z.object({ suggestion_id: z.uuid(), reason: z.string() }),
)
