import { z } from 'zod'
import { command } from '#kernel/entities/index.ts'
import { issueResolved } from '../events.ts'
import { issue } from '../kinds.ts'

const input = z.strictObject({ reason: z.string().trim().max(2_000).optional() })

/** Somebody works on it. */
export const startIssue = command(issue, 'start', {
  label: 'Start work',
  reversible: true,
  to: 'in_progress',
  input,
  decide: () => ({ change: { state: 'in_progress' } }),
})

/** It is mended; says how. */
export const resolveIssue = command(issue, 'resolve', {
  label: 'Resolve the issue',
  reversible: true,
  to: 'resolved',
  input: z.strictObject({ resolution: z.string().trim().min(3).max(20_000) }),
  decide: (row, { resolution }, { today }) => ({
    change: { state: 'resolved', resolution, resolved_on: today },
    emit: [issueResolved({ issue_id: row.id })],
  }),
})

/** The resolution was checked. */
export const closeIssue = command(issue, 'close', {
  label: 'Close the issue',
  reversible: true,
  to: 'closed',
  input,
  decide: () => ({ change: { state: 'closed' } }),
})

/** It is not mended after all. */
export const reopenIssue = command(issue, 'reopen', {
  label: 'Open again',
  reversible: true,
  to: 'open',
  input,
  decide: () => ({ change: { state: 'open', resolution: null, resolved_on: null } }),
})
