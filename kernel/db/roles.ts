import { roleName } from './engine.ts'
import { ident, literal } from './quoting.ts'
import type { Role, Sql } from './sql.ts'

/** Roles that the owner creates; none of them owns a table or passes row-level security except maintenance. */
const created: readonly Exclude<Role, 'owner'>[] = ['app', 'identity', 'maintenance']

/**
 * Creates the roles where they are missing. With `password`, they may log in (a server); without, they are only
 * ever dropped to inside a transaction (embedded).
 */
export const ensureRoles = async (owner: Sql, password?: (role: Role) => string): Promise<void> => {
  for (const role of created) {
    const name = ident(roleName(role))
    const bypass = role === 'maintenance' ? 'bypassrls' : 'nobypassrls'
    const login = password ? `login password ${literal(password(role))}` : 'nologin'
    const [exists] = await owner.query('select 1 from pg_roles where rolname = $1', [roleName(role)])
    // attributes of a role of another installation on the same server stay as its operator set them, but for the login
    await owner.query(
      exists
        ? `alter role ${name} ${login}`
        : `create role ${name} nosuperuser nocreatedb nocreaterole noinherit ${bypass} ${login}`,
    )
  }
  await owner.query(
    `grant usage on schema public to ${created.map((role) => ident(roleName(role))).join(', ')}`,
  )
}

/** The connection strings of all roles, from the owner's and a password per role. */
export const roleUrls = (ownerUrl: string, password: (role: Role) => string): Record<Role, string> => {
  const as = (role: Role): string => {
    const url = new URL(ownerUrl)
    url.username = roleName(role)
    url.password = password(role)
    return url.toString()
  }
  return { owner: ownerUrl, app: as('app'), identity: as('identity'), maintenance: as('maintenance') }
}
