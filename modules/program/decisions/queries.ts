import { z } from 'zod'
import { pageOf, projectQuery } from '#kernel/contract/index.ts'
import { entityById } from '#kernel/entities/index.ts'
import { decision } from './kinds.ts'

const participant = z.object({
  id: z.uuid(),
  user_id: z.uuid().nullable(),
  name: z.string().nullable(),
  role: z.string(),
  approval: z.string(),
  approved_at: z.string().nullable(),
  approval_note: z.string().nullable(),
})

/** Who takes part in a decision and what each said. */
export const participantsOf = projectQuery({
  path: 'decisions/{id}/participants',
  name: 'decisions.participants',
  summary: 'Who takes part in a decision',
  permit: { kind: 'decision', action: 'view' },
  output: pageOf(participant),
  handle: async (reader, { params }) => {
    const { id } = await entityById(reader, decision, params.id)
    const items = await reader.tx.query(
      `select p.id, p.user_id, coalesce(p.name, u.name) as name, p.role, p.approval, p.approved_at, p.approval_note
       from decision_participants p left join users u on u.id = p.user_id where p.org_id = $1 and p.decision_id = $2 order by p.created_at, p.id`,
      [reader.scope.orgId, id],
    )
    return { items, next_cursor: null }
  },
})
