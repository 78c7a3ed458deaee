import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let tenant: Tenant
let colleague: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  colleague = await installation.member(tenant, 'member', 'contributor')
})
afterAll(() => installation.close())

interface Told {
  id: string
  reason: string
  body: string
  read_at: string | null
  entity: { key: string }
}

const raise = async (): Promise<string> =>
  String(
    (
      await tenant.call('POST', 'risks', {
        title: 'The vendor delivers late',
        probability: 'high',
        impact: 'medium',
      })
    ).body.key,
  )
const comment = async (key: string, body: string, by: Tenant = tenant): Promise<string> =>
  String((await by.call('POST', `risks/${key}/comments`, { body })).body.id)
const inbox = async (of: Tenant, query = ''): Promise<{ items: Told[]; next_cursor: string | null }> =>
  (
    await installation.call<{ items: Told[]; next_cursor: string | null }>(
      'GET',
      `orgs/${of.org}/notifications${query}`,
      { key: of.apiKey },
    )
  ).body
const toldOf = async (of: Tenant, key: string): Promise<Told[]> =>
  (await inbox(of, '?limit=200')).items.filter(({ entity }) => entity.key === key)

test('its author changes a comment and takes it away; the others cannot', async () => {
  const key = await raise()
  const id = await comment(key, 'First words', colleague)
  const path = `risks/${key}/comments/${id}`

  expect((await tenant.call('PATCH', path, { body: 'Not mine' })).status).toBe(403)
  expect((await tenant.call('DELETE', path)).status).toBe(403)
  const edited = await colleague.call('PATCH', path, { body: 'Better words' })
  expect(edited.body).toMatchObject({ body: 'Better words', edited_at: expect.any(String) })
  expect((await colleague.call('DELETE', path)).status).toBe(200)
  expect((await tenant.call<{ items: unknown[] }>('GET', `risks/${key}/comments`)).body.items).toEqual([])
  expect((await colleague.call('PATCH', path, { body: 'Too late' })).status).toBe(404)
})

test('a comment is changed at its own record only', async () => {
  const [here, there] = [await raise(), await raise()]
  const id = await comment(here, 'Here')

  expect((await tenant.call('PATCH', `risks/${there}/comments/${id}`, { body: 'There' })).status).toBe(404)
  expect(
    (await tenant.call('POST', `risks/${there}/comments`, { body: 'An answer', parent_id: id })).status,
  ).toBe(422)
})

test('who watches a record is told what others do to it, not what they do themselves', async () => {
  const key = await raise()
  expect((await tenant.call('GET', `risks/${key}`)).body.watching).toBe(false)
  await tenant.call('POST', `risks/${key}/watch`)
  await tenant.call('POST', `risks/${key}/watch`)
  expect((await tenant.call('GET', `risks/${key}`)).body.watching).toBe(true)
  expect((await colleague.call('GET', `risks/${key}`)).body.watching).toBe(false)

  await comment(key, 'My own words')
  await tenant.call('PATCH', `risks/${key}`, { impact: 'high' })
  expect(await toldOf(tenant, key)).toEqual([])

  await comment(key, 'Words of somebody else', colleague)
  await colleague.call('PATCH', `risks/${key}`, { impact: 'low' })
  await colleague.call('PATCH', `risks/${key}`, { impact: 'low' })
  await colleague.call('POST', `risks/${key}/mitigate`, {})
  expect((await toldOf(tenant, key)).map(({ reason, body }) => [reason, body.split(':')[0]])).toEqual([
    ['watch', `${key} was changed`],
    ['watch', `${key} was changed`],
    ['watch', `${key} has a new comment`],
  ])

  await tenant.call('DELETE', `risks/${key}/watch`)
  await comment(key, 'Nobody hears this', colleague)
  expect(await toldOf(tenant, key)).toHaveLength(3)
})

test('who no longer sees the project is told nothing more', async () => {
  const leaver = await installation.member(tenant, 'member', 'contributor')
  const key = await raise()
  await leaver.call('POST', `risks/${key}/watch`)
  await installation.house.database
    .sql('maintenance')
    .query('update project_members set revoked_at = now() where user_id = $1', [leaver.userId])

  await comment(key, `Words for @${leaver.email}`)

  const rows = await installation.house.database
    .sql('maintenance')
    .query('select 1 from notifications where user_id = $1', [leaver.userId])
  expect(rows).toEqual([])
})

test('a mention tells a member once, also at the end of a sentence and beside a watch; others are ignored', async () => {
  const key = await raise()
  const stranger = await installation.tenant()
  const gone = await installation.member(tenant, 'viewer')
  await installation.house.database
    .sql('maintenance')
    .query('update organization_members set removed_at = now() where user_id = $1', [gone.userId])
  await colleague.call('POST', `risks/${key}/watch`)

  const id = await comment(
    key,
    `Ask @${stranger.email}, @${gone.email}, @nobody@example.org or @${colleague.email}. @${colleague.email}!`,
  )
  await tenant.call('PATCH', `risks/${key}/comments/${id}`, { body: `Ask @${colleague.email} again` })

  expect((await toldOf(colleague, key)).map(({ reason }) => reason)).toEqual(['mention'])
  const others = await installation.house.database
    .sql('maintenance')
    .query('select 1 from notifications where user_id = any ($1::uuid[])', [[stranger.userId, gone.userId]])
  expect(others).toEqual([])
})

test('the inbox shows unread first, pages without gaps, and only its owner marks it as read', async () => {
  const reader = await installation.member(tenant, 'member', 'contributor')
  const key = await raise()
  for (const number of [1, 2, 3, 4, 5]) await comment(key, `${number} for @${reader.email}`)
  const all = await inbox(reader)
  const newest = all.items[0]?.id ?? ''

  expect(
    (
      await installation.call('POST', `orgs/${tenant.org}/notifications/${newest}/read`, {
        key: tenant.apiKey,
      })
    ).status,
  ).toBe(404)
  const read = await installation.call('POST', `orgs/${tenant.org}/notifications/${newest}/read`, {
    key: reader.apiKey,
  })
  const first = await inbox(reader, '?limit=3')
  const rest = await inbox(reader, `?limit=3&cursor=${first.next_cursor}`)

  expect(read.body.read_at).toEqual(expect.any(String))
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(
    [...all.items.slice(1), ...all.items.slice(0, 1)].map(({ id }) => id),
  )
  expect(rest.next_cursor).toBeNull()
})
