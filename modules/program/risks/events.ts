import { z } from 'zod'
import { defineEvent } from '#kernel/events/index.ts'
import { outcomes } from './risk.ts'

/** A risk ended, and how. */
export const riskClosed = defineEvent(
  'risk.closed.v1',
  z.object({ risk_id: z.uuid(), outcome: z.enum(outcomes) }),
)

/** Somebody decided to live with a risk. */
export const riskAccepted = defineEvent('risk.accepted.v1', z.object({ risk_id: z.uuid() }))
