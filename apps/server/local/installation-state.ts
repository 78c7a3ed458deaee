import type { House } from '#kernel/module/index.ts'

/** What stands in an installation: how many accounts, which organizations and projects, which engines. */
export interface InstallationState {
  users: number
  database: 'embedded' | 'postgresql'
  ai: ReturnType<House['ai']['describe']>
  organizations: {
    id: string
    slug: string
    name: string
    projects: { id: string; slug: string; name: string }[]
  }[]
}

/** Reads the state of an installation. */
export const installationState = async (house: House): Promise<InstallationState> => {
  const identity = house.database.sql('identity')
  const [[users], rows] = await Promise.all([
    identity.query<{ count: number }>('select count(*) from users'),
    identity.query<{
      org_id: string
      org_slug: string
      org_name: string
      id: string | null
      slug: string
      name: string
    }>(
      `select o.org_id, o.slug as org_slug, o.name as org_name, p.id, p.slug, p.name from organizations o
       left join projects p on p.org_id = o.org_id and p.deleted_at is null where o.deleted_at is null order by o.created_at, o.org_id, p.created_at, p.id`,
    ),
  ])
  const organizations = new Map<string, InstallationState['organizations'][number]>()
  for (const row of rows) {
    const organization = organizations.get(row.org_id) ?? {
      id: row.org_id,
      slug: row.org_slug,
      name: row.org_name,
      projects: [],
    }
    organizations.set(row.org_id, organization)
    if (row.id !== null) organization.projects.push({ id: row.id, slug: row.slug, name: row.name })
  }
  return {
    users: users?.count ?? 0,
    database: house.config.DATABASE_URL === undefined ? 'embedded' : 'postgresql',
    ai: house.ai.describe(),
    organizations: [...organizations.values()],
  }
}
