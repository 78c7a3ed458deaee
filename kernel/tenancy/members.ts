import { z } from 'zod'
import type { Tx } from '../db/index.ts'
import { notFound, Refusal } from '../module/refusal.ts'
import type { OrgRole } from '../policy/policy.ts'
import type { Page } from '../entities/read.ts'

/** A member as the API shows one. */
export const memberBody = z.object({
  id: z.uuid(),
  user_id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  joined_at: z.string(),
})

/** The members of an organization. */
export const membersOf = async (tx: Tx, orgId: string): Promise<Page<z.output<typeof memberBody>>> => ({
  items: await tx.query(
    `select m.id, m.user_id, u.name, u.email, m.role, m.joined_at from organization_members m join users u on u.id = m.user_id
     where m.org_id = $1 and m.removed_at is null order by u.name`,
    [orgId],
  ),
  next_cursor: null,
})

/** The owners are locked together, so that two cannot leave at the same moment and leave none. */
const keepAnOwner = async (tx: Tx, orgId: string, leaving: string): Promise<void> => {
  const owners = await tx.query<{ id: string }>(
    `select id from organization_members where org_id = $1 and role = 'owner' and removed_at is null order by id for no key update`,
    [orgId],
  )
  if (owners.length === 1 && owners[0]?.id === leaving) {
    throw new Refusal(
      409,
      'last-owner',
      'This is the last owner of the organization. Make somebody else an owner first.',
    )
  }
}

const memberById = async (
  tx: Tx,
  orgId: string,
  id: string,
): Promise<{ id: string; user_id: string; role: OrgRole }> => {
  const [row] = await tx.query<{ id: string; user_id: string; role: OrgRole }>(
    'select id, user_id, role from organization_members where org_id = $1 and id::text = $2 and removed_at is null',
    [orgId, id],
  )
  if (!row) throw notFound('member')
  return row
}

/** Changes a role; only an owner makes or unmakes owners. @throws Refusal 403, 404, 409 */
export const changeRole = async (
  tx: Tx,
  org: { id: string; role: OrgRole },
  memberId: string,
  role: OrgRole,
): Promise<void> => {
  const member = await memberById(tx, org.id, memberId)
  if ((role === 'owner' || member.role === 'owner') && org.role !== 'owner')
    throw new Refusal(403, 'forbidden', 'Only an owner can make or unmake owners.')
  if (member.role === 'owner' && role !== 'owner') await keepAnOwner(tx, org.id, member.id)
  await tx.query('update organization_members set role = $3 where org_id = $1 and id = $2', [
    org.id,
    member.id,
    role,
  ])
}

/** Removes a member with all project roles; members may remove themselves. @throws Refusal 403, 404, 409 for the last owner */
export const removeMember = async (
  tx: Tx,
  org: { id: string; role: OrgRole },
  memberId: string,
  byUserId: string,
): Promise<void> => {
  const member = await memberById(tx, org.id, memberId)
  const leaving = member.user_id === byUserId
  if (!leaving && org.role !== 'owner' && org.role !== 'admin')
    throw new Refusal(403, 'forbidden', 'Only an administrator can remove other members.')
  if (member.role === 'owner') {
    if (!leaving && org.role !== 'owner')
      throw new Refusal(403, 'forbidden', 'Only an owner can remove an owner.')
    await keepAnOwner(tx, org.id, member.id)
  }
  await tx.query('update organization_members set removed_at = now() where org_id = $1 and id = $2', [
    org.id,
    member.id,
  ])
  await tx.query(
    'update project_members set revoked_at = now() where org_id = $1 and user_id = $2 and revoked_at is null',
    [org.id, member.user_id],
  )
}

/** Ends somebody's own membership, where there is one. @throws Refusal 409 for the last owner */
export const leaveOrganization = async (tx: Tx, orgId: string, userId: string): Promise<void> => {
  const [member] = await tx.query<{ id: string; role: OrgRole }>(
    'select id, role from organization_members where org_id = $1 and user_id = $2 and removed_at is null',
    [orgId, userId],
  )
  if (member) await removeMember(tx, { id: orgId, role: member.role }, member.id, userId)
}
