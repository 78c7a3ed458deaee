import type { Context } from '../module/context.ts'
import { invalid } from '../module/refusal.ts'
import type { Kind } from './kind.ts'
import type { Reader } from './read.ts'

/** Which of these people belong to the organization now. */
export const membersAmong = async (
  reader: Pick<Reader, 'tx' | 'scope'>,
  userIds: readonly string[],
): Promise<Set<string>> => {
  if (userIds.length === 0) return new Set()
  const found = await reader.tx.query<{ user_id: string }>(
    'select user_id from organization_members where org_id = $1 and user_id = any ($2::uuid[]) and removed_at is null',
    [reader.scope.orgId, [...new Set(userIds)]],
  )
  return new Set(found.map(({ user_id }) => user_id))
}

/**
 * As SQL: the person `user` (an expression) belongs to organization `$1` and sees project `$2`. It says the same as the
 * query that opens a session's projects, so that nobody is told of a record that they could not open.
 */
export const seesProject = (user: string): string => `exists (
  select 1 from organization_members om where om.org_id = $1 and om.user_id = ${user} and om.removed_at is null
    and (om.role in ('owner', 'admin', 'viewer') or exists (
      select 1 from project_members pm where pm.org_id = $1 and pm.project_id = $2 and pm.user_id = ${user}
        and pm.revoked_at is null and (pm.expires_at is null or pm.expires_at > now()))))`

/** Every person named in a record must be a member of the organization. @throws Refusal 422 naming the fields */
export const checkPeople = async (
  context: Context,
  kind: Kind,
  values: Record<string, unknown>,
): Promise<void> => {
  const named = Object.entries(values).filter(
    ([name, value]) => kind.fields[name]?.type === 'user' && typeof value === 'string',
  )
  const members = await membersAmong(
    context,
    named.map(([, value]) => String(value)),
  )
  const strangers = named.filter(([, value]) => !members.has(String(value)))
  if (strangers.length > 0)
    throw invalid(strangers.map(([path]) => ({ path, message: 'is not a member of this organization' })))
}
