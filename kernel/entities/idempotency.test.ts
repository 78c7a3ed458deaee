import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { pruneIdempotencyKeys } from '../contract/idempotency.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const risk = { title: 'The vendor delivers late', probability: 'high', impact: 'medium' }
const raise = (key: string, fields: Record<string, unknown> = {}, by: Tenant = tenant) =>
  by.call('POST', 'risks', { ...risk, ...fields }, { 'idempotency-key': key })
const count = async (title: string): Promise<number> =>
  (await tenant.call<{ items: unknown[] }>('GET', `risks?filter[title]=${encodeURIComponent(title)}`)).body
    .items.length

test('the same request with the same key happens once and is answered the same', async () => {
  const first = await raise('once', { title: 'Once' })
  const second = await raise('once', { title: 'Once' })

  expect(second.status).toBe(201)
  expect(second.body).toEqual(first.body)
  expect([first, second].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true'])
  expect(second.headers.get('etag')).toBe('"1"')
  expect(await count('Once')).toBe(1)
})

test('five at the same moment make one record', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => raise('crowd', { title: 'Crowd' })))

  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  expect(await count('Crowd')).toBe(1)
})

test('another request with a used key is refused and does nothing', async () => {
  await raise('taken')
  const other = await raise('taken', { title: 'Something else' })

  expect(other.status).toBe(422)
  expect(other.body.code).toBe('idempotency-key-reused')
  expect(await count('Something else')).toBe(0)
})

test('a refused request leaves its key free', async () => {
  expect((await raise('mended', { probability: 'never' })).status).toBe(422)
  expect((await raise('mended', { title: 'Mended' })).status).toBe(201)
})

test('a domain verb is done once, though its second run would be refused', async () => {
  const { body } = await raise('verb')
  const close = () =>
    tenant.call(
      'POST',
      `risks/${String(body.id)}/close`,
      { outcome: 'avoided', reason: 'signed' },
      { 'idempotency-key': 'close it' },
    )

  expect([(await close()).status, (await close()).status]).toEqual([200, 200])
})

test('keys are of one person: somebody else may use the same', async () => {
  const other = await installation.member(tenant, 'member', 'contributor')
  const [mine, theirs] = [await raise('shared'), await raise('shared', {}, other)]

  expect(mine.body.id).not.toBe(theirs.body.id)
})

test('an answer that holds a secret is not kept', async () => {
  const make = () =>
    installation.call('POST', `orgs/${tenant.org}/invitations`, {
      key: tenant.apiKey,
      body: { email: 'guest@example.org' },
      headers: { 'idempotency-key': 'guest' },
    })
  const first = await make()
  const second = await make()

  expect(first.status).toBe(201)
  expect([second.status, second.body.code]).toEqual([409, 'idempotency-key-spent'])
  const kept = await installation.house.database
    .sql('maintenance')
    .query('select 1 from idempotency_keys where response::text like $1', [`%${String(first.body.link)}%`])
  expect(kept).toEqual([])
})

test('keys older than a day are free again, and are forgotten', async () => {
  const first = await raise('old', { title: 'Old' })
  await raise('old too')
  await installation.house.database
    .sql('maintenance')
    .query(
      `update idempotency_keys set created_at = now() - interval '25 hours' where key in ('old', 'old too')`,
    )

  const again = await raise('old', { title: 'Old' })

  expect(again.body.id).not.toBe(first.body.id)
  expect(await pruneIdempotencyKeys(installation.house.database)).toBe(1)
})
