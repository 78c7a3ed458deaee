import { z } from 'zod'
import { command } from '#kernel/entities/index.ts'
import { riskClosed } from '../events.ts'
import { risk } from '../kinds.ts'
import { outcomes } from '../risk.ts'

/** Ends a risk: it occurred, was avoided, or its time passed. */
export const closeRisk = command(risk, 'close', {
  label: 'Close the risk',
  reversible: true,
  to: 'closed',
  input: z.strictObject({ outcome: z.enum(outcomes), reason: z.string().trim().min(3).max(2_000) }),
  decide: (row, { outcome }, { today }) => ({
    change: { state: 'closed', outcome, closed_on: today },
    emit: [riskClosed({ risk_id: row.id, outcome })],
  }),
})
