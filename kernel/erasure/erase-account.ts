import { z } from 'zod'
import type { Tx } from '../db/index.ts'
import { notFound, Refusal } from '../module/refusal.ts'
import { eraseRows, type Counts, type Erasing } from './erase-rows.ts'
import { concludeErasure, erasureOf, type ErasureReport, type ErasureWish } from './record-erasure.ts'

/** Who somebody was to an organization. */
interface Person {
  id: string
  name: string
  email: string
}

/**
 * Erases who a former member was from what an organization holds: their name and mail address beside what they did,
 * invitations, mentions, and the addresses that the log has of them. What they did stays, by an id that tells nothing.
 * The account itself is its owner's, and may belong to other organizations.
 * @param who id or mail address
 * @throws Refusal 404; 409 `still-member`
 */
export const eraseAccount = async (
  erasing: Erasing,
  who: string,
  wish: Pick<ErasureWish, 'reason' | 'by' | 'id'>,
): Promise<ErasureReport> => {
  const { tx, orgId } = erasing
  const person = await formerMember(tx, orgId, who)
  if (!person) {
    const before = z.uuid().safeParse(who).success ? await erasureOf(erasing, who) : undefined
    if (!before) throw notFound('former member')
    return { ...before, repeated: true, sources: [], remains: [], advice: '' }
  }
  const invitations = await tx.query<{ id: string }>(
    'select id from invitations where org_id = $1 and email = $2',
    [orgId, person.email],
  )
  const comments = await forgetMentions(tx, orgId, person.email)
  const rows = await eraseRows(
    erasing,
    invitations.map(({ id }) => id),
  )
  const own = await eraseOwn(tx, orgId, person.id)
  const subjects = [person.id, ...invitations.map(({ id }) => id), ...comments]
  const words = [person.email, person.name.toLowerCase()].filter((word) => word.length > 3)
  return concludeErasure(
    erasing,
    { ...wish, about: 'account', subjects, words, sources: [] },
    { ...rows, ...own, ...(comments.length > 0 ? { comments: comments.length } : {}) },
  )
}

const formerMember = async (tx: Tx, orgId: string, who: string): Promise<Person | undefined> => {
  const [found] = await tx.query<Person & { present: boolean }>(
    `select u.id, u.name, u.email, bool_or(m.removed_at is null) as present
     from organization_members m join users u on u.id = m.user_id
     where m.org_id = $1 and (u.id::text = $2 or u.email = lower($2)) group by u.id, u.name, u.email`,
    [orgId, who],
  )
  if (found?.present)
    throw new Refusal(
      409,
      'still-member',
      `${found.name} is a member of this organization. Remove the member first.`,
    )
  return found
}

/** Takes a mail address out of the comments that mention it. Gives the comments. */
const forgetMentions = async (tx: Tx, orgId: string, email: string): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    `update comments set body = regexp_replace(body, $3, '[erased]', 'gi') where org_id = $1 and strpos(lower(body), $2) > 0 returning id`,
    // three stars and an equals sign: what follows is taken literally
    [orgId, email, `***=${email}`],
  )
  return rows.map(({ id }) => id)
}

/** What a person has for themselves, and who they were. */
const eraseOwn = async (tx: Tx, orgId: string, userId: string): Promise<Counts> => {
  const counts: Counts = {}
  for (const [table, statement] of Object.entries({
    notifications: 'delete from notifications where org_id = $1 and user_id = $2 returning 1',
    api_keys:
      'update api_keys set revoked_at = now() where org_id = $1 and user_id = $2 and revoked_at is null returning 1',
    watches: 'delete from watches where org_id = $1 and user_id = $2 returning 1',
    organization_members:
      'update organization_members set erased_at = now() where org_id = $1 and user_id = $2 and erased_at is null returning 1',
  })) {
    const { length } = await tx.query(statement, [orgId, userId])
    if (length > 0) counts[table] = length
  }
  return counts
}
