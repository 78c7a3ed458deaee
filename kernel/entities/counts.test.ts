import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  const risks = [
    ['high', 'low'],
    ['high', 'low'],
    ['low', 'low'],
    ['low', 'very_high'],
  ]
  for (const [probability, impact] of risks)
    await tenant.call('POST', 'risks', { title: 'Late delivery', probability, impact })
  await tenant.call('DELETE', 'risks/RISK-4')
})
afterAll(() => installation.close())

type Answer = { total: number; groups: { values: Record<string, string | null>; count: number }[] }
const counts = async (query: string) => (await tenant.call<Answer>('GET', `risks/counts${query}`)).body

test('counts all that a list would show', async () => {
  expect(await counts('')).toEqual({ total: 3, groups: [] })
  expect((await counts('?filter[probability]=high')).total).toBe(2)
  expect((await counts('?q=nothing')).total).toBe(0)
  expect((await counts('?deleted=true')).total).toBe(1)
})

test('counts by one field and by two, the largest first; the groups add up to the total', async () => {
  expect((await counts('?by=probability')).groups).toEqual([
    { values: { probability: 'high' }, count: 2 },
    { values: { probability: 'low' }, count: 1 },
  ])
  const by = await counts('?by=probability,owner_id')
  expect(by.groups[0]?.values).toEqual({ probability: 'high', owner_id: null })
  expect(by.groups.reduce((sum, group) => sum + group.count, 0)).toBe(by.total)
})

test('refuses fields that have no few values, and more than two', async () => {
  const statuses = ['?by=description', '?by=nothing', '?by=state,impact,probability', '?filter[x]=1'].map(
    async (query) => (await tenant.call('GET', `risks/counts${query}`)).status,
  )
  expect(await Promise.all(statuses)).toEqual([422, 422, 422, 422])
})

test('another tenant counts only its own', async () => {
  const stranger = await installation.tenant()
  expect((await stranger.call<Answer>('GET', 'risks/counts?by=state')).body).toEqual({ total: 0, groups: [] })
})
