import type { Actor, Database } from '../db/index.ts'
import type { OrgRole, ProjectRole } from '../policy/policy.ts'

/** A project that somebody sees, with what they are there. */
export interface ProjectAccess {
  id: string
  slug: string
  name: string
  blueprint: string
  settings: Record<string, unknown>
  role: ProjectRole
}

/** An organization that somebody belongs to. */
export interface OrgAccess {
  id: string
  slug: string
  name: string
  role: OrgRole
  projects: ProjectAccess[]
}

/** Everything that a request's credential opens. */
export interface Access {
  actor: Actor
  user: { id: string; name: string; email: string }
  orgs: OrgAccess[]
  /** scopes of an API key; null for a person */
  scopes: readonly string[] | null
  /** the API key used, where one was */
  keyId?: string
}

interface Row {
  org_id: string
  slug: string
  name: string
  role: OrgRole
  project_id: string | null
  project_slug: string | null
  project_name: string | null
  blueprint: string | null
  settings: Record<string, unknown> | null
  project_role: ProjectRole | null
}

const membershipQuery = `
  select o.org_id, o.slug, o.name, m.role, p.id as project_id, p.slug as project_slug, p.name as project_name, p.blueprint, p.settings, pm.role as project_role
  from organization_members m
  join organizations o on o.org_id = m.org_id and o.deleted_at is null and o.status = 'active'
  left join projects p on p.org_id = o.org_id and p.deleted_at is null
    and (m.role in ('owner', 'admin', 'viewer') or exists (
      select 1 from project_members x where x.org_id = p.org_id and x.project_id = p.id and x.user_id = m.user_id and x.revoked_at is null and (x.expires_at is null or x.expires_at > now())))
  left join project_members pm on pm.org_id = p.org_id and pm.project_id = p.id and pm.user_id = m.user_id and pm.revoked_at is null and (pm.expires_at is null or pm.expires_at > now())
  where m.user_id = $1 and m.removed_at is null order by o.name, p.name`

const strongest = (orgRole: OrgRole, projectRole: ProjectRole | null): ProjectRole => {
  if (orgRole === 'owner' || orgRole === 'admin') return 'admin'
  return projectRole ?? 'viewer'
}

/** The organizations and projects of a user, with the strongest role that each membership gives. */
export const accessOf = async (database: Database, userId: string): Promise<OrgAccess[]> => {
  const rows = await database.sql('identity').query<Row>(membershipQuery, [userId])
  const orgs = new Map<string, OrgAccess>()
  for (const row of rows) {
    const org = orgs.get(row.org_id) ?? {
      id: row.org_id,
      slug: row.slug,
      name: row.name,
      role: row.role,
      projects: [],
    }
    orgs.set(row.org_id, org)
    if (row.project_id === null || row.project_slug === null) continue
    org.projects.push({
      id: row.project_id,
      slug: row.project_slug,
      name: row.project_name ?? row.project_slug,
      blueprint: row.blueprint ?? 'blank',
      settings: row.settings ?? {},
      role: strongest(row.role, row.project_role),
    })
  }
  return [...orgs.values()]
}

const weakest: readonly ProjectRole[] = ['viewer', 'contributor', 'admin']

/** A role, lowered to what the scopes of a key allow. */
export const capped = (role: ProjectRole, scopes: readonly string[] | null): ProjectRole => {
  if (scopes === null) return role
  const cap: ProjectRole = scopes.includes('admin')
    ? 'admin'
    : scopes.some((scope) => scope === 'write' || scope === 'mcp:write')
      ? 'contributor'
      : 'viewer'
  return weakest[Math.min(weakest.indexOf(role), weakest.indexOf(cap))] ?? 'viewer'
}
