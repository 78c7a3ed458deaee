import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation

beforeAll(async () => {
  installation = await openTestInstallation()
})
afterAll(() => installation.close())

const raise = (tenant: Tenant, more: object = {}) =>
  tenant.call('POST', 'risks', { title: 'Late', probability: 'high', impact: 'low', ...more })

test('the story of a project names who did what, since a time, page by page', async () => {
  const tenant = await installation.tenant()
  await raise(tenant, { title: 'First' })
  const since = new Date().toISOString()
  await tenant.call('PATCH', 'risks/RISK-1', { impact: 'high' })
  await tenant.call('POST', 'risks/RISK-1/mitigate', {})
  interface Story {
    items: { action: string; fields: string[]; state: string | null; entity: { key: string } }[]
    next_cursor: string | null
  }

  const all = (await tenant.call<Story>('GET', `activity?since=${encodeURIComponent(since)}`)).body.items
  const first = await tenant.call<Story>('GET', 'activity?limit=1')
  const rest = await tenant.call<Story>('GET', `activity?cursor=${first.body.next_cursor}`)

  expect(all).toMatchObject([
    { action: 'update', state: 'mitigating', entity: { key: 'RISK-1', label: 'First' } },
    { action: 'update', state: null, fields: ['impact', 'score'] },
  ])
  expect([...first.body.items, ...rest.body.items].map(({ action }) => action)).toEqual([
    'update',
    'update',
    'create',
  ])
  expect((await tenant.call('GET', 'activity?cursor=x')).status).toBe(422)
})

test('what reading a file found is no deed of whoever brought it, and can be left out of the story', async () => {
  const tenant = await installation.tenant()
  await tenant.call('POST', 'artifacts', Buffer.from('Nothing of note.\n'), {
    'content-type': 'text/markdown',
    'content-disposition': 'attachment; filename="note.md"',
  })
  await installation.settle()
  await raise(tenant)
  await tenant.call('PATCH', 'risks/RISK-1', { impact: 'high' })
  await tenant.call('POST', 'risks/RISK-1/mitigate', {})
  const story = async (query: string): Promise<string[]> => {
    const { body } = await tenant.call<{ items: { action: string; entity: { kind: string } }[] }>(
      'GET',
      `activity?${query}`,
    )
    return body.items.map(({ action, entity }) => `${action} ${entity.kind}`)
  }

  expect((await story('')).filter((line) => line === 'update artifact').length).toBeGreaterThan(0)
  expect(await story('derived=false')).toEqual([
    'update risk',
    'update risk',
    'create risk',
    'create artifact',
  ])
  expect(await story('kind=risk&fields=impact,probability')).toEqual(['update risk', 'create risk'])
})

test('the overview counts by state and week, and what rests on words of a source', async () => {
  const tenant = await installation.tenant()
  await raise(tenant)
  await raise(tenant)
  await tenant.call('POST', 'risks/RISK-2/mitigate', {})
  await tenant.call(
    'POST',
    'artifacts',
    Buffer.from('# Minutes\n\nThere is a risk that it slips by a week.\n'),
    {
      'content-type': 'text/markdown',
      'content-disposition': 'attachment; filename="minutes.md"',
    },
  )
  await installation.settle()
  await tenant.call('POST', 'suggestions/SUG-1/accept', {})

  const { body } = await tenant.call<{ kinds: { kind: string }[] }>('GET', 'overview')

  const risks = body.kinds.find(({ kind }) => kind === 'risk')
  expect(risks).toMatchObject({
    total: 3,
    states: { open: 2, mitigating: 1 },
    evidenced: 1,
    stale: 0,
    created: [...Array.from({ length: 11 }, () => 0), 3],
  })
})

test('what is past its date and still open wants attention', async () => {
  const tenant = await installation.tenant()
  await raise(tenant, { target_closure_on: '2020-01-31' })
  await raise(tenant, { target_closure_on: '2020-01-30' })
  await raise(tenant, { target_closure_on: '2999-01-01' })
  await tenant.call('POST', 'risks/RISK-2/close', { outcome: 'expired', reason: 'long ago' })

  const { body } = await tenant.call('GET', 'attention')

  expect(body).toEqual({
    overdue: [expect.objectContaining({ key: 'RISK-1', since: '2020-01-31' })],
    stale: [],
  })
})
