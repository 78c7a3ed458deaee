import { openHouse } from '#apps/server/open-house.ts'
import { createApiKey } from '#kernel/tenancy/api-keys.ts'
import { createOrganization, createProject } from '#kernel/tenancy/organizations.ts'
import type { Place } from './rows.ts'

/** A tenant whose owner's key a bench uses. */
export interface BenchTenant extends Place {
  /** `orgs/ORG/projects/PROJECT` */
  path: string
  apiKey: string
  /** who the key acts for */
  userId: string
}

/** With what the owner of a bench's tenant signs in. */
export const signIn = { email: 'bench@example.org', password: 'long enough for a bench' }

/** Settings of an installation under measurement: quiet, no limit of rate in the way, no model. */
export const benchSettings = (
  dataDir: string,
  more: Record<string, string> = {},
): Record<string, string> => ({
  THROUGHLINE_DATA: dataDir,
  THROUGHLINE_SECRET: 'a secret of benches that is long enough to be one',
  PORT: '0',
  LOG_LEVEL: 'error',
  AI_EMBEDDING_MODEL: 'none',
  RATE_LIMIT_PER_MINUTE: '1000000',
  RATE_LIMIT_ANONYMOUS_PER_MINUTE: '1000000',
  ...more,
})

/** Brings a database to its tables and makes one tenant with one project in it. */
export const prepareTenant = async (settings: Record<string, string>): Promise<BenchTenant> => {
  const { house, close } = await openHouse({ env: {}, overrides: settings })
  try {
    const user = await house.identity.createUser({
      name: 'Bench',
      ...signIn,
    })
    const org = await createOrganization(house.database, { userId: user.id, requestId: 'bench' }, 'Bench')
    const scope = {
      orgId: org.id,
      projectIds: [],
      actor: { type: 'user' as const, id: user.id },
      requestId: 'bench',
    }
    const project = await house.database.tenant(scope, (tx) =>
      createProject(tx, scope, { name: 'Measured', blueprint: 'program' }),
    )
    const { api_key } = await house.database.tenant(scope, (tx) =>
      createApiKey(tx, scope, user.id, { name: 'bench', scopes: ['admin'] }),
    )
    return {
      orgId: org.id,
      projectId: project.id,
      path: `orgs/${org.slug}/projects/${project.slug}`,
      apiKey: api_key,
      userId: user.id,
    }
  } finally {
    await close()
  }
}
