import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readEnvironment, type Environment } from '#kernel/config/index.ts'
import type { House } from '#kernel/module/index.ts'
import { startDispatcher, type Dispatcher } from '#kernel/events/index.ts'
import { createApiKey } from '#kernel/tenancy/api-keys.ts'
import { createOrganization, createProject } from '#kernel/tenancy/organizations.ts'
import { scratchDatabase } from './scratch-database.ts'
import { startServer, type RunningServer } from './start.ts'

export { prepareDatabase } from './open-house.ts'

/** An answer as tests look at it. */
export interface TestAnswer<T = Record<string, unknown>> {
  status: number
  headers: Headers
  body: T
}

/** Somebody with an API key in an organization and a project. */
export interface Tenant {
  userId: string
  email: string
  orgId: string
  org: string
  projectId: string
  project: string
  apiKey: string
  /** calls below `/api/v1/orgs/ORG/projects/PROJECT/` */
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<TestAnswer<T>>
}

/** A whole installation for tests: real database (embedded, or a scratch one with TEST_DATABASE_URL), real HTTP. */
export interface TestInstallation {
  server: RunningServer
  house: House
  url: string
  dataDir: string
  /** a new organization with one project, its owner and the owner's key */
  tenant(options?: {
    role?: 'owner' | 'admin' | 'member' | 'viewer'
    scopes?: readonly ('read' | 'write' | 'admin')[]
  }): Promise<Tenant>
  /** somebody else in a tenant's organization */
  member(
    of: Tenant,
    role: 'admin' | 'member' | 'viewer',
    projectRole?: 'admin' | 'contributor' | 'viewer',
  ): Promise<Tenant>
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    options?: { key?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<TestAnswer<T>>
  /** waits until jobs have run and events are delivered */
  settle(timeoutMs?: number): Promise<void>
  close(): Promise<void>
}

const testSecret = 'a secret of tests that is long enough to be one'

/** Starts an installation in a folder of its own; `dataDir` keeps one across restarts. */
export const openTestInstallation = async (
  env: Environment = {},
  keep: { dataDir?: string } = {},
): Promise<TestInstallation> => {
  const dataDir = keep.dataDir ?? (await mkdtemp(join(tmpdir(), 'throughline-test-')))
  const databaseServer = readEnvironment().TEST_DATABASE_URL
  const scratch = databaseServer
    ? await scratchDatabase(databaseServer, 'test', { rolePassword: () => testSecret })
    : undefined
  const server = await startServer({
    env: {},
    overrides: {
      THROUGHLINE_DATA: dataDir,
      THROUGHLINE_SECRET: testSecret,
      PORT: '0',
      LOG_LEVEL: 'error',
      API_ANSWERS: 'checked',
      AI_EMBEDDING_MODEL: 'none',
      RATE_LIMIT_PER_MINUTE: '1000000',
      RATE_LIMIT_ANONYMOUS_PER_MINUTE: '1000000',
      ...(scratch ? { DATABASE_URL: scratch.url } : {}),
      ...env,
    },
  })
  const { house } = server.open
  const dispatcher: Dispatcher = startDispatcher(house, 60_000)

  const call: TestInstallation['call'] = async (method, path, options = {}) => {
    const isRaw = options.body instanceof Uint8Array || options.body instanceof FormData
    const answer = await fetch(`${server.url}/api/v1/${path}`, {
      method,
      headers: {
        ...(options.key ? { authorization: `Bearer ${options.key}` } : {}),
        ...(options.body !== undefined && !isRaw ? { 'content-type': 'application/json' } : {}),
        ...options.headers,
      },
      ...(options.body === undefined
        ? {}
        : { body: isRaw ? (options.body as BodyInit) : JSON.stringify(options.body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: parse(text) as never }
  }

  const person = async (): Promise<{ id: string; email: string }> =>
    house.identity.createUser({
      name: 'Test Person',
      email: `person-${randomBytes(6).toString('hex')}@example.org`,
      password: randomBytes(12).toString('hex'),
    })

  const keyFor = async (
    user: { id: string; email: string },
    place: Pick<Tenant, 'orgId' | 'org' | 'projectId' | 'project'>,
    scopes: readonly ('read' | 'write' | 'admin')[],
  ): Promise<Tenant> => {
    const scope = {
      orgId: place.orgId,
      projectIds: [],
      actor: { type: 'user' as const, id: user.id },
      requestId: 'test',
    }
    const { api_key } = await house.database.tenant(scope, (tx) =>
      createApiKey(tx, scope, user.id, { name: 'test', scopes: [...scopes] }),
    )
    const base = `orgs/${place.org}/projects/${place.project}`
    return {
      ...place,
      userId: user.id,
      email: user.email,
      apiKey: api_key,
      call: (method, path, body, headers) =>
        call(method, `${base}/${path}`, { key: api_key, body, ...(headers ? { headers } : {}) }),
    }
  }

  return {
    server,
    house,
    url: server.url,
    dataDir,
    call,
    async tenant(options = {}) {
      const user = await person()
      const org = await createOrganization(
        house.database,
        { userId: user.id, requestId: 'test' },
        `Org ${randomBytes(4).toString('hex')}`,
      )
      const scope = {
        orgId: org.id,
        projectIds: [],
        actor: { type: 'user' as const, id: user.id },
        requestId: 'test',
      }
      const project = await house.database.tenant(scope, (tx) =>
        createProject(tx, scope, { name: 'Portal move', blueprint: 'program' }),
      )
      return keyFor(
        user,
        { orgId: org.id, org: org.slug, projectId: project.id, project: project.slug },
        options.scopes ?? ['admin'],
      )
    },
    async member(of, role, projectRole) {
      const user = await person()
      const scope = {
        orgId: of.orgId,
        projectIds: [],
        actor: { type: 'user' as const, id: of.userId },
        requestId: 'test',
      }
      await house.database.tenant(scope, async (tx) => {
        await tx.query(
          'insert into organization_members (org_id, id, user_id, role) values ($1, gen_random_uuid(), $2, $3)',
          [of.orgId, user.id, role],
        )
        if (projectRole)
          await tx.query(
            'insert into project_members (org_id, id, project_id, user_id, role) values ($1, gen_random_uuid(), $2, $3, $4)',
            [of.orgId, of.projectId, user.id, projectRole],
          )
      })
      return keyFor(user, of, ['admin'])
    },
    async settle(timeoutMs = 60_000) {
      const until = Date.now() + timeoutMs
      for (;;) {
        await dispatcher.drain()
        const [open] = await house.database
          .sql('maintenance')
          .query<{ jobs: number; deliveries: number }>(
            `select (select count(*) from job_runs where state in ('queued', 'running')) as jobs, (select count(*) from event_deliveries where state = 'pending' and next_at <= now()) as deliveries`,
          )
        if (open && open.jobs === 0 && open.deliveries === 0) return
        if (Date.now() > until) throw new Error(`work did not settle: ${JSON.stringify(open)}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async close() {
      await dispatcher.stop()
      await server.stop()
      await scratch?.drop()
      if (!keep.dataDir) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
