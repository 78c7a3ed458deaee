import { z } from 'zod'
import { command } from '#kernel/entities/index.ts'
import { conflictResolved } from '../events.ts'
import { conflict } from '../kinds.ts'

const reason = z.string().trim().min(2).max(2_000)

/** Says which of the two values holds, and why. */
export const resolveConflict = command(conflict, 'resolve', {
  label: 'Say which value holds',
  input: z.strictObject({ holds: z.enum(['first', 'second', 'neither']), reason }),
  decide: (row, input) => ({
    change: { state: 'resolved', holds: input.holds, resolution: input.reason },
    emit: [conflictResolved({ conflict_id: row.id, holds: input.holds })],
  }),
})

/** The two are not about the same thing. */
export const dismissConflict = command(conflict, 'dismiss', {
  label: 'Not a conflict',
  input: z.strictObject({ reason }),
  decide: (_row, input) => ({ change: { state: 'dismissed', resolution: input.reason } }),
})

/** It is not settled after all. */
export const reopenConflict = command(conflict, 'reopen', {
  label: 'Open again',
  input: z.strictObject({ reason: reason.optional() }),
  decide: () => ({ change: { state: 'open', holds: null, resolution: null } }),
})
