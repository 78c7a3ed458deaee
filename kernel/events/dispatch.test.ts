import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
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
