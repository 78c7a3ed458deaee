import { z } from 'zod'
import { defineEvent } from '#kernel/events/index.ts'

/** A decision was approved. */
export const decisionApproved = defineEvent('decision.approved.v1', z.object({ decision_id: z.uuid() }))

/** A decision no longer holds because another took its place. */
export const decisionSuperseded = defineEvent(
  'decision.superseded.v1',
  z.object({ decision_id: z.uuid(), by: z.uuid() }),
)

/** Others take part in a decision, or somebody who does answered. */
export const participantsChanged = defineEvent(
  'decision.participants_changed.v1',
  z.object({ decision_id: z.uuid() }),
)
