import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const raise = async (title: string, by: Tenant = tenant): Promise<string> =>
  String((await by.call('POST', 'risks', { title, probability: 'high', impact: 'medium' })).body.key)
const tag = (key: string, tags: unknown[], by: Tenant = tenant) =>
  by.call('PUT', `risks/${key}/tags`, { tags })
const keysOf = async (query: string): Promise<string[]> =>
  (await tenant.call<{ items: { key: string }[] }>('GET', `risks?sort=number&${query}`)).body.items.map(
    ({ key }) => key,
  )

test('tags are made when first used, replaced as a whole, and shown on one record and in lists', async () => {
  const key = await raise('Tagged')
  expect((await tag(key, ['Vendor', 'urgent', 'VENDOR'])).body.tags).toEqual(['urgent', 'Vendor'])
  expect((await tag(key, ['vendor', 'Legal'])).body.tags).toEqual(['Legal', 'Vendor'])

  const list = await tenant.call<{ items: { key: string; tags: string[] }[] }>('GET', 'risks')
  const known = await tenant.call<{ items: { name: string; records: number }[] }>('GET', 'tags')

  expect((await tenant.call('GET', `risks/${key}`)).body.tags).toEqual(['Legal', 'Vendor'])
  expect(list.body.items.find((each) => each.key === key)?.tags).toEqual(['Legal', 'Vendor'])
  expect(known.body.items.map(({ name, records }) => [name, records])).toEqual([
    ['Legal', 1],
    ['urgent', 0],
    ['Vendor', 1],
  ])
})

test('a change of tags is a change of the record: in its history, its version and its past', async () => {
  const key = await raise('Remembered')
  await tag(key, ['early'])
  const between = String((await tenant.call('GET', `risks/${key}`)).body.updated_at)
  await tag(key, ['late', 'early'])
  await tag(key, ['late'])

  const history = await tenant.call<{ items: { version: number; changed: unknown[] }[] }>(
    'GET',
    `risks/${key}/history`,
  )
  expect(history.body.items.map(({ version }) => version)).toEqual([4, 3, 2, 1])
  expect(history.body.items[0]?.changed).toEqual([
    { field: 'tags', before: ['early', 'late'], after: ['late'] },
  ])
  expect(history.body.items[1]?.changed).toEqual([
    { field: 'tags', before: ['early'], after: ['early', 'late'] },
  ])
  const then = await tenant.call('GET', `risks/${key}?as_of=${encodeURIComponent(between)}`)
  expect(then.body).toMatchObject({ tags: ['early'], version: 2 })
  expect((await tenant.call('GET', `risks/${key}`)).body).toMatchObject({ tags: ['late'], version: 4 })
  expect((await tenant.call('PUT', `risks/${key}/tags`, { tags: [] }, { 'if-match': '"3"' })).status).toBe(
    412,
  )
})

test('lists filter by tag, by one of several, by none of them and by having any', async () => {
  const [a, b, c] = [await raise('A'), await raise('B'), await raise('C')]
  await tag(a, ['red'])
  await tag(b, ['blue', 'red'])

  const filters = ['filter[tag]=RED', 'filter[tag]=blue', 'filter[tag][in]=blue,red', 'filter[tag]=green']
  expect(await Promise.all(filters.map(keysOf))).toEqual([[a, b], [b], [a, b], []])
  expect(await keysOf('filter[tag][ne]=red')).toContain(c)
  expect(await keysOf('filter[tag][empty]=true')).toEqual([c])
  expect((await tenant.call('GET', 'risks?filter[tag][gte]=a')).status).toBe(422)
})

test('at most twenty tags, none empty or with a comma', async () => {
  const key = await raise('Limits')
  const many = Array.from({ length: 21 }, (_, index) => `tag ${index}`)
  expect(
    await Promise.all(
      [many, [''], ['a,b'], ['x'.repeat(61)], ['a\u0000']].map(async (tags) => (await tag(key, tags)).status),
    ),
  ).toEqual([422, 422, 422, 422, 422])
})

test('who may not edit a record may not tag it, and tags of another project stay its own', async () => {
  const key = await raise('Guarded')
  const viewer = await installation.member(tenant, 'viewer')
  const stranger = await installation.tenant()

  expect((await tag(key, ['mine'], viewer)).status).toBe(403)
  const foreign = await raise('Elsewhere', stranger)
  await tag(foreign, ['mine'], stranger)
  expect(
    (await stranger.call<{ items: { name: string }[] }>('GET', 'tags')).body.items.map(({ name }) => name),
  ).toEqual(['mine'])
})

test('signs that mean something to the database are ordinary in a search', async () => {
  await tenant.call('POST', 'risks', {
    title: String.raw`Only 5%_\ of it`,
    probability: 'low',
    impact: 'low',
  })
  const words = ['5%_', String.raw`%_\ of`, '_____', '%zzz', String.raw`\\`, "'; --"]
  const found = await Promise.all(
    words.map(async (word) => (await keysOf(`q=${encodeURIComponent(word)}`)).length),
  )

  expect(found).toEqual([1, 1, 0, 0, 0, 0])
})
