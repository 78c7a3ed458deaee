import { z } from 'zod'
import { command } from '#kernel/entities/index.ts'
import { suggestionRejected } from '../events.ts'
import { suggestion } from '../kinds.ts'

/** Declines a suggestion and keeps why, so that the same is not proposed again. */
export const rejectSuggestion = command(suggestion, 'reject', {
  label: 'Reject the suggestion',
  reversible: true,
  input: z.strictObject({ reason: z.string().trim().min(2).max(2_000) }),
  decide: (row, { reason }, { now, actorId }) => ({
    change: { state: 'rejected', rejection_reason: reason, decided_at: now, decided_by: actorId },
    emit: [suggestionRejected({ suggestion_id: row.id, reason })],
  }),
})
