import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { transactIn } from '#kernel/contract/index.ts'
import { createEntity } from '#kernel/entities/index.ts'
import { sendOnce } from '#kernel/jobs/index.ts'
import { systemPlace } from '#kernel/tenancy/system-place.ts'
import { replay } from './dispatch.ts'
import { hears } from './reaction.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const upload = (name: string, text: string) =>
  tenant.call('POST', 'artifacts', Buffer.from(text), {
    'content-type': 'text/markdown',
    'content-disposition': `attachment; filename="${name}"`,
  })

const suggestionTitles = async (): Promise<string[]> => {
  const { body } = await tenant.call<{ items: { title: string }[] }>('GET', 'suggestions?limit=500')
  return body.items.map(({ title }) => title).toSorted()
}

test('an event that is delivered again has its effect once', async () => {
  await upload(
    'minutes.md',
    '# Risks\n\n- There is a high risk that the supplier delivers the payment module late.\n',
  )
  await installation.settle()
  const before = await suggestionTitles()

  const queued = await replay(
    installation.house,
    tenant.orgId,
    'agents/suggestions:propose',
    '2000-01-01T00:00:00Z',
  )
  await installation.settle()

  expect(before.length).toBeGreaterThan(0)
  expect(queued).toBeGreaterThan(0)
  expect(await suggestionTitles()).toEqual(before)
})

test('of events that are taken together, one that fails holds up none of the others', async () => {
  const sql = installation.house.database.sql('maintenance')
  await sql.query(
    `with source as (
       select * from events where org_id = $1 and type = 'link.added.v1' limit 1
     ), copies as (
       insert into events (org_id, id, project_id, type, source_module, entity_id, correlation_id, causation_id, actor_type, actor_id, occurred_at, payload)
       select org_id, gen_random_uuid(), project_id, type, source_module, entity_id, correlation_id, causation_id, actor_type, actor_id, occurred_at,
         case when n = 2 then '{}'::jsonb else payload end from source, generate_series(1, 5) n
       returning org_id, id, project_id, occurred_at
     ) insert into event_deliveries (org_id, id, event_id, event_at, project_id, handler)
       select org_id, gen_random_uuid(), id, occurred_at, project_id, 'knowledge/versions:judge-added' from copies`,
    [tenant.orgId],
  )

  await installation.settle()

  const rows = await sql.query<{ state: string; malformed: boolean; failed: boolean }>(
    `select d.state, e.payload = '{}' as malformed, d.last_error is not null as failed
     from event_deliveries d join events e on e.org_id = d.org_id and e.id = d.event_id
     where d.org_id = $1 and d.handler = 'knowledge/versions:judge-added'`,
    [tenant.orgId],
  )
  const [malformed, ...more] = rows.filter((row) => row.malformed)
  const others = rows.filter((row) => !row.malformed)
  expect(malformed).toEqual({ state: 'pending', malformed: true, failed: true })
  expect(more).toEqual([])
  expect(others.length).toBeGreaterThan(4)
  expect(others.filter(({ state, failed }) => state !== 'done' || failed)).toEqual([])
})

test('records that come together are all found, and their passages wait for one run of the embedder', async () => {
  const { house } = installation
  const titles = Array.from({ length: 30 }, (_, index) => `Kestrel hinge number ${index} wears out`)
  const place = await systemPlace(house, tenant.orgId, tenant.projectId, { requestId: 'together' })
  const risk = house.registry.kind('risk')
  const embed = house.registry.jobs.get('search.embed')
  if (!place || !risk || !embed) throw new Error('there is no such project, kind or job')
  await transactIn(place, async (context) => {
    for (const title of titles)
      await createEntity(context, risk, { title, probability: 'low', impact: 'low' })
  })
  await installation.settle()

  const { body } = await tenant.call<{ hits: unknown[] }>('GET', 'search?q=kestrel&k=50')
  const runs = await transactIn(place, async (context) => [
    await sendOnce(context, embed, { entity_id: null }),
    await sendOnce(context, embed, { entity_id: null }),
  ])
  await installation.settle()

  expect(body.hits).toHaveLength(30)
  expect(runs[0]).toBe(runs[1])
})

test('what a rolled back transaction told is heard by nobody', async () => {
  const count = async (): Promise<number> => {
    const [row] = await installation.house.database
      .sql('maintenance')
      .query<{ n: number }>('select count(*) as n from events where org_id = $1', [tenant.orgId])
    return row?.n ?? 0
  }
  const before = await count()

  const refused = await tenant.call('POST', 'risks', {
    title: 'Half a range',
    probability: 'low',
    impact: 'low',
    loss_low: '10.00',
  })

  expect(refused.status).toBe(422)
  expect(await count()).toBe(before)
})

test('patterns hear the names that they mean', () => {
  expect(hears({ on: '*.created.v1' }, 'risk.created.v1')).toBe(true)
  expect(hears({ on: '*.created.v1' }, 'risk.created.v2')).toBe(false)
  expect(hears({ on: 'risk.closed.v1' }, 'risk.closed.v1')).toBe(true)
  expect(hears({ on: 'risk.closed.v1' }, 'riskXclosed.v1')).toBe(false)
})
