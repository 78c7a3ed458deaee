import { z } from 'zod'
import { command } from '#kernel/entities/index.ts'
import { linkEntities } from '#kernel/graph/index.ts'
import { invalid, notFound } from '#kernel/module/index.ts'
import { decisionApproved, decisionSuperseded } from '../events.ts'
import { decision } from '../kinds.ts'

const withReason = z.strictObject({ reason: z.string().trim().max(2_000).optional() })

/** The decision holds from now on. */
export const approveDecision = command(decision, 'approve', {
  label: 'Approve the decision',
  to: 'approved',
  input: withReason,
  decide: (row, _input, { today, actorId }) => ({
    change: { state: 'approved', decided_on: row.decided_on ?? today, decided_by: row.decided_by ?? actorId },
    emit: [decisionApproved({ decision_id: row.id })],
  }),
})

/** It was decided against. */
export const rejectDecision = command(decision, 'reject', {
  label: 'Reject the decision',
  to: 'rejected',
  input: z.strictObject({ reason: z.string().trim().min(3).max(2_000) }),
  decide: () => ({ change: { state: 'rejected' } }),
})

/** A rejected decision is put forward again. */
export const proposeDecision = command(decision, 'propose', {
  label: 'Propose again',
  to: 'proposed',
  input: withReason,
  decide: () => ({ change: { state: 'proposed' } }),
})

/** Another decision takes its place; the chain of decisions is a line, never a circle. */
export const supersedeDecision = command(decision, 'supersede', {
  label: 'Supersede by another decision',
  to: 'superseded',
  input: z.strictObject({ by: z.uuid(), reason: z.string().trim().max(2_000).optional() }),
  decide: (row, { by }) => {
    if (by === row.id) throw invalid([{ path: 'by', message: 'a decision cannot supersede itself' }])
    return {
      change: { state: 'superseded', superseded_by: by },
      emit: [decisionSuperseded({ decision_id: row.id, by })],
    }
  },
  async follow(context, row, { by }) {
    const line = await context.tx.query<{ id: string; project_id: string }>(
      `with recursive line(id, superseded_by) as (
         select id, superseded_by from decisions where org_id = $1 and id = $2 and project_id = $3
         union select d.id, d.superseded_by from line l join decisions d on d.org_id = $1 and d.id = l.superseded_by
       ) select id from line`,
      [context.scope.orgId, by, context.project.id],
    )
    if (line.length === 0) throw notFound('decision')
    if (line.some(({ id }) => id === row.id))
      throw invalid([{ path: 'by', message: 'the decisions would supersede each other in a circle' }])
    await linkEntities(context, { sourceId: by, relation: 'supersedes', targetId: row.id })
  },
})
