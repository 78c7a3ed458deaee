import { z } from 'zod'
import { command } from '#kernel/entities/index.ts'
import { uuidv7 } from '#kernel/db/index.ts'
import { invalid, notFound, Refusal } from '#kernel/module/index.ts'
import { participantsChanged } from '../events.ts'
import { decision } from '../kinds.ts'

/** Whoever looks at the decision hears of it; its own fields stay as they are. */
const changed = ({ id }: { id: string }) => ({ emit: [participantsChanged({ decision_id: id })] })

/** Names somebody who takes part: a member, or a person by name. A member who takes part already gets another role. */
export const addParticipant = command(decision, 'add_participant', {
  label: 'Add a participant',
  input: z
    .strictObject({
      user_id: z.uuid().optional(),
      name: z.string().trim().min(1).max(200).optional(),
      role: z.enum(['decides', 'approves', 'consulted', 'informed']),
    })
    .refine(
      ({ user_id, name }) => (user_id === undefined) !== (name === undefined),
      'name either a member or a person by name',
    ),
  decide: changed,
  async follow({ tx, scope, project }, row, { user_id, name, role }) {
    if (user_id) {
      const [member] = await tx.query(
        'select 1 from organization_members where org_id = $1 and user_id = $2 and removed_at is null',
        [scope.orgId, user_id],
      )
      if (!member) throw invalid([{ path: 'user_id', message: 'is not a member of this organization' }])
    }
    const approval = role === 'approves' || role === 'decides' ? 'pending' : 'not_needed'
    await tx.query(
      `insert into decision_participants (org_id, id, project_id, decision_id, user_id, name, role, approval) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (org_id, decision_id, user_id) where user_id is not null do update set role = excluded.role,
         approval = case when 'not_needed' in (excluded.approval, decision_participants.approval) then excluded.approval
                         else decision_participants.approval end`,
      [scope.orgId, uuidv7(), project.id, row.id, user_id ?? null, name ?? null, role, approval],
    )
  },
})

/** Somebody does not take part any more; what they answered goes with them, and stays in the audit. */
export const removeParticipant = command(decision, 'remove_participant', {
  label: 'Remove a participant',
  input: z.strictObject({ participant_id: z.uuid() }),
  decide: changed,
  async follow({ tx, scope }, row, { participant_id }) {
    const gone = await tx.query(
      'delete from decision_participants where org_id = $1 and decision_id = $2 and id = $3 returning id',
      [scope.orgId, row.id, participant_id],
    )
    if (gone.length === 0) throw notFound('participant')
  },
})

/** A participant says yes or no for themselves. */
export const respond = command(decision, 'respond', {
  label: 'Give your approval',
  input: z.strictObject({
    approval: z.enum(['approved', 'rejected']),
    note: z.string().trim().max(2_000).optional(),
  }),
  decide: changed,
  async follow({ tx, scope, caller }, row, { approval, note }) {
    const rows = await tx.query(
      `update decision_participants set approval = $4, approved_at = now(), approval_note = $5
       where org_id = $1 and decision_id = $2 and user_id = $3 and approval <> 'not_needed' returning id`,
      [scope.orgId, row.id, caller.userId, approval, note ?? null],
    )
    if (rows.length === 0) throw new Refusal(409, 'not-asked', 'You were not asked to approve this decision.')
  },
})
