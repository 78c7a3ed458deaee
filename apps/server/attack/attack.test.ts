import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fullPath, isCallable, type Endpoint } from '#kernel/contract/index.ts'
import { createSealer } from '#kernel/ledger/index.ts'
import { DatabaseError, ident, type TenantScope } from '#kernel/db/index.ts'
import { Registry, type TableRule } from '#kernel/module/index.ts'
import { modules } from '../modules.ts'
import { allEndpoints } from '../endpoints.ts'
import { openTestInstallation, type Tenant, type TestInstallation } from '../testing.ts'
import { sampleOf } from './sample.ts'

/** Words that stand only in the victim's records. If an intruder ever sees them, a door is open. */
const marker = 'zanzibar-quartz-4711'

/** A change that the victim made; an intruder who knows its name must learn and undo nothing. */
const changeId = 'change-of-the-victim'

const registry = new Registry(modules)
const endpoints = allEndpoints(registry)
const tables = registry.tables()

let installation: TestInstallation
let victim: Tenant
let intruder: Tenant
let outsider: Tenant
let victimIds: string[]
let before: Record<string, string>

const scopeOf = (tenant: Tenant): TenantScope => ({
  orgId: tenant.orgId,
  projectIds: [tenant.projectId],
  actor: { type: 'user', id: tenant.userId },
  requestId: 'attack',
})

/** Everything that belongs to the victim, read with the one role that sees all, as a text per table. */
const victimRows = async (): Promise<Record<string, string>> => {
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const rows = await installation.house.database
      .sql('maintenance')
      .query<{ row: unknown }>(
        `select to_jsonb(t) - 'last_used_at' as row from ${ident(name)} t where org_id = $1 order by to_jsonb(t)::text`,
        [victim.orgId],
      )
    found[name] = JSON.stringify(rows)
  }
  return found
}

const fill = async (): Promise<void> => {
  const risk = await victim.call(
    'POST',
    'risks',
    { title: `Risk ${marker}`, probability: 'high', impact: 'high' },
    { 'x-request-id': changeId },
  )
  const issue = await victim.call('POST', 'issues', {
    title: `Issue ${marker}`,
    priority: 'high',
    severity: 'high',
  })
  const decision = await victim.call('POST', 'decisions', { title: `Decision ${marker}`, rationale: marker })
  const folder = await victim.call('POST', 'artifact-folders', { name: `Folder ${marker}` })
  await victim.call('POST', 'risks/RISK-1/comments', { body: `${marker} @${victim.email}` })
  await victim.call('PUT', 'risks/RISK-1/tags', { tags: [marker] })
  await victim.call('POST', 'risks/RISK-1/watch')
  await victim.call('POST', 'issues/ISS-1/comments', { body: marker }, { 'idempotency-key': marker })
  await victim.call('POST', 'risks/RISK-1/links', { relation: 'relates_to', target_id: issue.body.id })
  await victim.call('POST', 'decisions/DEC-1/add_participant', { user_id: victim.userId, role: 'approves' })
  await victim.call(
    'POST',
    'artifacts',
    Buffer.from(`# ${marker}\n\nThere is a risk that ${marker} slips by six weeks.\n`),
    {
      'content-type': 'text/markdown',
      'content-disposition': `attachment; filename="${marker}.md"`,
    },
  )
  await installation.call('POST', `orgs/${victim.org}/invitations`, {
    key: victim.apiKey,
    body: { email: `${marker}@example.org` },
  })
  await installation.settle()
  await installation.house.database.sql('maintenance').query(
    `insert into audit_archives (org_id, id, from_at, to_at, entries, first_seq, last_seq, sha256, size_bytes)
     values ($1, gen_random_uuid(), '2001-01-01', '2001-02-01', 1, 1, 1, repeat('a', 64), 1)`,
    [victim.orgId],
  )
  await victim.call('POST', 'artifact-uploads', { filename: `${marker}.bin`, size_bytes: 100 })
  // sealing writes by itself: what waits is sealed before the picture is taken
  await createSealer(installation.house).sealOnce()
  victimIds = [risk, issue, decision, folder].map(({ body }) => String(body.id))
}

beforeAll(async () => {
  installation = await openTestInstallation()
  victim = await installation.tenant()
  intruder = await installation.tenant()
  outsider = await installation.member(victim, 'member')
  await fill()
  before = await victimRows()
})
afterAll(() => installation.close())

test('the victim has something to lose', () => {
  expect(Object.values(before).join()).toContain(marker)
  expect(victimIds.every((id) => /^[0-9a-f-]{36}$/.test(id))).toBe(true)
})

describe.each(tables.map((table) => [table.name, table] as const))(
  'table %s',
  (name: string, table: TableRule) => {
    const grants = table.grants ?? ['select', 'insert', 'update', 'delete']
    const as = <T>(scope: TenantScope, sql: string, params: unknown[] = []) =>
      installation.house.database.tenant(scope, (tx) => tx.query<T>(sql, params))

    test('shows a foreign tenant nothing, even on a connection that served its owner a moment ago', async () => {
      await as(scopeOf(victim), `select 1 from ${ident(name)} limit 1`)
      const rows = await as<{ n: number }>(
        scopeOf(intruder),
        `select count(*) as n from ${ident(name)} where org_id = $1`,
        [victim.orgId],
      )
      expect(rows[0]?.n).toBe(0)
    })

    test('shows nobody anything when no tenant is set', async () => {
      const nobody = { ...scopeOf(intruder), orgId: '', projectIds: [] }
      const rows = await as<{ n: number }>(nobody, `select count(*) as n from ${ident(name)}`)
      expect(rows[0]?.n).toBe(0)
    })

    test('takes no row for a foreign tenant', async () => {
      const attempt = as(scopeOf(intruder), `insert into ${ident(name)} (org_id) values ($1)`, [victim.orgId])
      const refusal: unknown = await attempt.then(
        () => 'accepted',
        (error: unknown) => error,
      )
      expect(refusal).toBeInstanceOf(DatabaseError)
      expect(['row-level-security', 'forbidden']).toContain(
        refusal instanceof DatabaseError ? refusal.code : refusal,
      )
    })

    test.runIf(grants.includes('update'))('lets a foreign tenant change nothing', async () => {
      const rows = await as(
        scopeOf(intruder),
        `update ${ident(name)} set org_id = org_id where org_id = $1 returning 1`,
        [victim.orgId],
      )
      expect(rows).toEqual([])
    })

    test.runIf(grants.includes('delete'))('lets a foreign tenant delete nothing', async () => {
      const rows = await as(scopeOf(intruder), `delete from ${ident(name)} where org_id = $1 returning 1`, [
        victim.orgId,
      ])
      expect(rows).toEqual([])
    })

    test.runIf(table.scope === 'project')(
      'shows a member of the organization nothing of a project that they cannot see',
      async () => {
        const rows = await as<{ n: number }>(
          { ...scopeOf(victim), projectIds: [] },
          `select count(*) as n from ${ident(name)}`,
        )
        expect(rows[0]?.n).toBe(0)
      },
    )
  },
)

/** The addresses that an intruder would try: the victim's place by slug and by id, and the own place with foreign ids. */
const addressesOf = (endpoint: Endpoint): string[] => {
  const ids = [...victimIds, 'RISK-1', 'FILE-1']
  const places = [
    [victim.org, victim.project],
    [victim.orgId, victim.projectId],
    [intruder.org, victim.projectId],
    [intruder.org, intruder.project],
  ]
  return places.flatMap(([org = '', project = '']) =>
    ids.map((id) =>
      fullPath(endpoint)
        .replace('{org}', org)
        .replace('{project}', project)
        .replace('{change}', changeId)
        .replaceAll(/\{\w+\}/g, id),
    ),
  )
}

const bodyFor = (endpoint: Endpoint): unknown =>
  !isCallable(endpoint) || endpoint.method === 'GET' ? undefined : sampleOf(endpoint.body, victimIds[0] ?? '')

const callAs = async (
  key: string,
  endpoint: Endpoint,
  path: string,
): Promise<{ status: number; text: string }> => {
  const abort = AbortSignal.timeout(10_000)
  const body = bodyFor(endpoint)
  const answer = await fetch(`${installation.url}/api/v1/${path}`, {
    method: endpoint.method,
    signal: abort,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (answer.headers.get('content-type') === 'text/event-stream' && answer.ok) {
    await answer.body?.cancel()
    return { status: answer.status, text: '' }
  }
  return { status: answer.status, text: await answer.text() }
}

describe.each(endpoints.map((endpoint) => [endpoint.name, endpoint] as const))(
  'endpoint %s',
  (_name: string, endpoint: Endpoint) => {
    test('tells another tenant nothing', async () => {
      const isOwn = (path: string): boolean =>
        endpoint.scope === 'user' || path.startsWith(`orgs/${intruder.org}/`)
      for (const path of new Set(addressesOf(endpoint))) {
        const { status, text } = await callAs(intruder.apiKey, endpoint, path)
        expect(text, path).not.toContain(marker)
        expect(status, `${endpoint.method} ${path}: ${text.slice(0, 200)}`).not.toBe(500)
        if (!isOwn(path)) expect([403, 404, 422], `${endpoint.method} ${path}`).toContain(status)
      }
    })

    test.runIf(endpoint.scope === 'project' || endpoint.scope === 'raw')(
      'tells a member outside the project nothing',
      async () => {
        for (const path of addressesOf(endpoint).filter((each) => each.startsWith(`orgs/${victim.org}/`))) {
          const { status, text } = await callAs(outsider.apiKey, endpoint, path)
          expect(text, path).not.toContain(marker)
          expect([403, 404, 422], `${endpoint.method} ${path}: ${text.slice(0, 200)}`).toContain(status)
        }
      },
    )

    test('answers nobody who is not signed in', async () => {
      const path = addressesOf(endpoint)[0] ?? ''
      const { status } = await callAs('tl_unknown', endpoint, path)
      expect(status).toBe(401)
    })
  },
)

test('after all that, every row of the victim is as it was', async () => {
  const after = await victimRows()
  const changed = Object.keys(before).filter((table) => before[table] !== after[table])
  expect(changed).toEqual([])
})

test('no table of the schema lacks forced row-level security', async () => {
  const open = await installation.house.database.sql('owner').query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and not (relrowsecurity and relforcerowsecurity) and relname <> 'schema_changes'`,
  )
  expect(open).toEqual([])
})

test('the application role reaches no partition directly and is no member of another role', async () => {
  const grants = await installation.house.database
    .sql('owner')
    .query(
      `select c.relname from pg_class c where c.relispartition and c.relnamespace = 'public'::regnamespace and has_table_privilege('throughline_app', c.oid, 'select, insert, update, delete')`,
    )
  const memberships = await installation.house.database
    .sql('owner')
    .query(
      `select 1 from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = 'throughline_app'`,
    )
  expect(grants).toEqual([])
  expect(memberships).toEqual([])
})
