import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

interface Risk {
  id: string
  key: string
  impact: string
  score: number
  version: number
}

const raise = async (impact = 'medium'): Promise<Risk> =>
  (
    await tenant.call<Risk>('POST', 'risks', {
      title: 'The vendor delivers late',
      probability: 'high',
      impact,
    })
  ).body
const change = (ids: unknown[], changes: unknown, by: Tenant = tenant) =>
  by.call<{ items: Risk[]; code: string; detail: string }>('PATCH', 'risks', {
    ids,
    changes,
    reason: 'reviewed together',
  })
const impactOf = async ({ id }: Risk): Promise<unknown> =>
  (await tenant.call('GET', `risks/${id}`)).body.impact

test('many records change together, each with its own version, history and reason', async () => {
  const [a, b, same] = [await raise(), await raise('low'), await raise('very_high')]

  const { status, body } = await change([a.id, b.key, same.id], { impact: 'very_high' })

  expect(status).toBe(200)
  expect(body.items.map(({ key, impact, score, version }) => [key, impact, score, version])).toEqual([
    [a.key, 'very_high', 20, 2],
    [b.key, 'very_high', 20, 2],
    [same.key, 'very_high', 20, 1],
  ])
  const history = await tenant.call<{ items: { changed: unknown[]; reason: string }[] }>(
    'GET',
    `risks/${b.key}/history`,
  )
  expect(history.body.items[0]).toMatchObject({ reason: 'reviewed together', version: 2 })
  expect(history.body.items[0]?.changed).toContainEqual({
    field: 'impact',
    before: 'low',
    after: 'very_high',
  })
})

test('one record in the way, and none is changed', async () => {
  const [good, deleted] = [await raise(), await raise()]
  await tenant.call('DELETE', `risks/${deleted.id}`)
  const foreign = await installation.tenant()
  const theirs = (
    await foreign.call<Risk>('POST', 'risks', { title: 'Theirs', probability: 'low', impact: 'low' })
  ).body

  expect((await change([good.id, deleted.id], { impact: 'high' })).body).toMatchObject({
    status: 409,
    code: 'deleted',
  })
  expect((await change([good.id, theirs.id], { impact: 'high' })).status).toBe(404)
  expect((await change([good.id, 'ISS-1'], { impact: 'high' })).status).toBe(404)
  expect((await change([good.id], { impact: 'high', owner_id: foreign.userId })).status).toBe(422)
  expect(await impactOf(good)).toBe('medium')
})

test('wrong fields, no fields, no records, too many and twice the same are refused', async () => {
  const risk = await raise()
  const tooMany = Array.from({ length: 201 }, (_, index) => `RISK-${index + 1}`)
  const asked = [
    [[risk.id], { score: 25 }],
    [[risk.id], {}],
    [[], { impact: 'low' }],
    [tooMany, { impact: 'low' }],
    [[risk.id, risk.id], { impact: 'low' }],
  ] as const
  const statuses = await Promise.all(
    asked.map(async ([ids, changes]) => (await change([...ids], changes)).status),
  )

  expect(statuses).toEqual([422, 422, 422, 422, 422])
})

test('who may not edit one may not edit many, and who may not delete may not delete many', async () => {
  const risk = await raise()
  const viewer = await installation.member(tenant, 'viewer')
  const contributor = await installation.member(tenant, 'member', 'contributor')

  expect((await change([risk.id], { impact: 'low' }, viewer)).status).toBe(403)
  expect((await contributor.call('POST', 'risks/delete', { ids: [risk.id] })).status).toBe(403)
  expect(await impactOf(risk)).toBe('medium')
})

test('many records go to the bin together and can be restored one by one', async () => {
  const [a, b] = [await raise(), await raise()]

  const { body } = await tenant.call<{ items: { deleted_at: string | null; version: number }[] }>(
    'POST',
    'risks/delete',
    { ids: [a.id, b.key] },
  )

  expect(body.items.map(({ deleted_at, version }) => [typeof deleted_at, version])).toEqual([
    ['string', 2],
    ['string', 2],
  ])
  expect((await tenant.call('POST', `risks/${a.key}/restore`)).body.deleted_at).toBeNull()
  expect((await tenant.call('POST', 'risks/delete', { ids: [a.id, b.id] })).status).toBe(409)
})
