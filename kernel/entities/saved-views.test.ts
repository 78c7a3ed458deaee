import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let owner: Tenant
let viewer: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  owner = await installation.tenant()
  viewer = await installation.member(owner, 'member', 'viewer')
})
afterAll(() => installation.close())

type View = { id: string; name: string; mine: boolean; arrangement: unknown }
const save = (by: Tenant, name: string, more: object = {}) =>
  by.call<View>('POST', 'saved-views', {
    collection: 'risks',
    name,
    arrangement: { sort: '-score' },
    ...more,
  })
const namesOf = async (by: Tenant): Promise<string[]> =>
  (await by.call<{ items: View[] }>('GET', 'saved-views?collection=risks')).body.items.map(({ name }) => name)

test('a view is one’s own until it is shared, and is replaced under the same name', async () => {
  expect((await save(owner, 'Mine')).status).toBe(201)
  await save(owner, 'Top risks', { shared: true })
  await save(owner, 'top RISKS', { shared: true, arrangement: { sort: 'key' } })

  expect(await namesOf(owner)).toEqual(['Mine', 'top RISKS'])
  const seen = await viewer.call<{ items: View[] }>('GET', 'saved-views?collection=risks')
  expect(seen.body.items).toMatchObject([{ name: 'top RISKS', mine: false, arrangement: { sort: 'key' } }])
  expect((await owner.call<{ items: View[] }>('GET', 'saved-views?collection=issues')).body.items).toEqual([])
})

test('who may only look keeps own views but shares none and deletes no one else’s', async () => {
  const shared = await save(owner, 'For all', { shared: true })

  expect((await save(viewer, 'Own')).body.mine).toBe(true)
  expect((await save(viewer, 'Loud', { shared: true })).status).toBe(403)
  expect((await viewer.call('DELETE', `saved-views/${shared.body.id}`)).status).toBe(404)
  expect((await owner.call('DELETE', `saved-views/${shared.body.id}`)).status).toBe(200)
  expect(await namesOf(owner)).not.toContain('For all')
})

test('a view that is too large, nameless or of no list is refused', async () => {
  const wrong = [
    save(owner, ' '),
    save(owner, 'Large', { arrangement: { x: 'y'.repeat(17_000) } }),
    save(owner, 'Nowhere', { collection: 'No such/place' }),
    save(owner, 'Nul', { arrangement: { x: '\u0000' } }),
  ]
  expect((await Promise.all(wrong)).map(({ status }) => status)).toEqual([422, 422, 422, 422])
})
