import type { IncomingMessage } from 'node:http'
import { notFound, Refusal, type House } from '#kernel/module/index.ts'
import { accessOf, type Access } from '#kernel/tenancy/access.ts'
import { randomToken, sameText } from '#kernel/vault/index.ts'

/**
 * Whoever can read the data folder, known by a token that every start makes anew and writes there for its owner only.
 * Coming from this machine alone opens nothing.
 */
export interface Operator {
  /** sent as `Authorization: Local TOKEN` */
  readonly token: string
  /** whether a request claims to come from the operator. @throws Refusal 401 when the claim is wrong */
  asks(request: IncomingMessage): boolean
  /** what the operator may do at an address: everything that the first owner of the organization named there may */
  accessAt(address: URL): Promise<Access>
}

/** Opens the door for the operator of an installation. */
export const operatorOf = (house: House): Operator => {
  const token = randomToken('local')
  return {
    token,
    asks(request) {
      const claimed = /^Local (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
      if (claimed === undefined) return false
      if (!sameText(claimed, token))
        throw new Refusal(
          401,
          'not-signed-in',
          'The local token is not that of this server. It is in server.json of the data folder, and every start makes a new one.',
        )
      return true
    },
    async accessAt({ pathname, searchParams }) {
      const named =
        pathname === '/mcp'
          ? searchParams.get('project')?.split('/')[0]
          : /^\/api\/v1\/orgs\/([^/]+)/.exec(pathname)?.[1]
      if (named === undefined)
        throw new Refusal(
          401,
          'not-signed-in',
          'The local token acts within an organization: name one in the address.',
        )
      return firstOwner(house, decodeURIComponent(named))
    },
  }
}

const firstOwner = async (house: House, organization: string): Promise<Access> => {
  const [owner] = await house.database
    .sql('identity')
    .query<{ org_id: string; id: string; name: string; email: string }>(
      `select o.org_id, u.id, u.name, u.email from organizations o
     join organization_members m on m.org_id = o.org_id and m.role = 'owner' and m.removed_at is null
     join users u on u.id = m.user_id
     where (o.slug = $1 or o.org_id::text = $1) and o.deleted_at is null order by m.joined_at, m.id limit 1`,
      [organization],
    )
  if (!owner) throw notFound('organization')
  const { org_id: orgId, ...user } = owner
  const orgs = (await accessOf(house.database, user.id)).filter(({ id }) => id === orgId)
  return { actor: { type: 'user', id: user.id }, user, orgs, scopes: null }
}
