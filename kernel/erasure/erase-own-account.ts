import type { TenantScope } from '../db/index.ts'
import { seeAllProjects } from '../ledger/endpoints.ts'
import type { House } from '../module/house.ts'
import { Refusal } from '../module/refusal.ts'
import { leaveOrganization } from '../tenancy/members.ts'
import { eraseAccount } from './erase-account.ts'

/**
 * Deletes an account: it leaves its organizations, each erases who it was, and then its name, addresses, ways in and
 * sessions go. May be interrupted and done again. Gives how many organizations forgot it.
 * @throws Refusal 409 `last-owner` before anything is changed
 */
export const eraseOwnAccount = async (
  { database, identity, registry }: Pick<House, 'database' | 'identity' | 'registry'>,
  userId: string,
  requestId: string,
): Promise<number> => {
  const sql = database.sql('identity')
  const places = await sql.query<{ org_id: string; name: string; last_owner: boolean }>(
    `select o.org_id, o.name, bool_or(m.removed_at is null and m.role = 'owner' and not exists (
       select 1 from organization_members x where x.org_id = o.org_id and x.role = 'owner' and x.removed_at is null and x.user_id <> $1
     )) as last_owner
     from organization_members m join organizations o on o.org_id = m.org_id
     where m.user_id = $1 and m.erased_at is null and o.deleted_at is null group by o.org_id, o.name order by o.org_id`,
    [userId],
  )
  const owned = places.filter(({ last_owner }) => last_owner).map(({ name }) => name)
  if (owned.length > 0)
    throw new Refusal(
      409,
      'last-owner',
      `You are the last owner of ${owned.join(', ')}. Make somebody else an owner first.`,
    )
  for (const { org_id: orgId } of places) {
    // without address and user agent: this change tells nothing that would have to be erased again
    const scope: TenantScope = { orgId, projectIds: [], actor: { type: 'user', id: userId }, requestId }
    await database.tenant(scope, async (tx) => {
      await seeAllProjects(tx, orgId)
      await leaveOrganization(tx, orgId, userId)
      await eraseAccount({ tx, orgId, registry }, userId, { reason: 'the account was deleted', by: userId })
    })
  }
  await identity.eraseUser(userId)
  return places.length
}
