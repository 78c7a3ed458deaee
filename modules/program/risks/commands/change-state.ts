import { z } from 'zod'
import { command } from '#kernel/entities/index.ts'
import { riskAccepted } from '../events.ts'
import { risk } from '../kinds.ts'

const input = z.strictObject({ reason: z.string().trim().max(2_000).optional() })

/** Work on lessening the risk has begun. */
export const mitigateRisk = command(risk, 'mitigate', {
  label: 'Start mitigating',
  reversible: true,
  to: 'mitigating',
  input,
  decide: () => ({ change: { state: 'mitigating' } }),
})

/** The risk is taken as it is. */
export const acceptRisk = command(risk, 'accept', {
  label: 'Accept the risk',
  reversible: true,
  to: 'accepted',
  input,
  decide: (row) => ({ change: { state: 'accepted' }, emit: [riskAccepted({ risk_id: row.id })] }),
})

/** The risk is open again. */
export const reopenRisk = command(risk, 'reopen', {
  label: 'Open again',
  reversible: true,
  to: 'open',
  input,
  decide: () => ({ change: { state: 'open', outcome: null, closed_on: null } }),
})
