import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
const password = 'a long enough secret of a person'

beforeAll(async () => {
  installation = await openTestInstallation()
})
afterAll(() => installation.close())

/** Signs in as a browser does, and calls with the cookie. */
const browser = async (email: string) => {
  const answer = await fetch(`${installation.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: installation.url },
    body: JSON.stringify({ email, password }),
  })
  const cookie = answer.headers.getSetCookie().map((each) => each.split(';')[0])
  const headers = { cookie: cookie.join('; '), origin: installation.url }
  return <T = Record<string, unknown>>(method: string, path: string, body?: unknown) =>
    installation.call<T>(method, path, { body, headers })
}

const person = async () => {
  const email = `person-${Math.random().toString(36).slice(2)}@example.org`
  await installation.house.identity.createUser({ name: 'Robin Vale', email, password })
  return email
}

test('a person changes their own profile, and of preferences only what is named', async () => {
  const call = await browser(await person())

  await call('PATCH', 'me/profile', { timezone: 'Europe/Berlin', locale: 'de', ui_preferences: { a: 1 } })
  const { status, body } = await call('PATCH', 'me/profile', { theme: 'dark', ui_preferences: { b: 2 } })

  expect(status).toBe(200)
  expect(body).toMatchObject({
    name: 'Robin Vale',
    timezone: 'Europe/Berlin',
    locale: 'de',
    theme: 'dark',
    ui_preferences: { a: 1, b: 2 },
  })
  expect((await call('GET', 'me/profile')).body).toEqual(body)
  expect((await call('PATCH', 'me/profile', { timezone: 'Moon/Base' })).status).toBe(422)
})

test('a person sees where they are signed in and ends one of the sessions, which holds no longer', async () => {
  const email = await person()
  const [here, there] = [await browser(email), await browser(email)]
  interface Ways {
    password: boolean
    two_factor: boolean
    sessions: { id: string }[]
  }
  const ways = await here<Ways>('GET', 'me/ways-in')
  expect(ways.body).toMatchObject({ password: true, two_factor: false })
  expect(ways.body.sessions).toHaveLength(2)

  await here('DELETE', `me/sessions/${ways.body.sessions[0]?.id}`)

  const after = [(await here('GET', 'me/ways-in')).status, (await there('GET', 'me/ways-in')).status]
  expect(after.toSorted()).toEqual([200, 401])
})

test('nobody ends the session of somebody else, and a key does not speak for its maker', async () => {
  const [mine, theirs] = [await browser(await person()), await browser(await person())]
  const { body } = await theirs<{ sessions: { id: string }[] }>('GET', 'me/ways-in')
  const tenant = await installation.tenant()

  expect((await mine('DELETE', `me/sessions/${body.sessions[0]?.id}`)).status).toBe(404)
  expect((await theirs('GET', 'me/ways-in')).status).toBe(200)
  const byKey = { key: tenant.apiKey, body: { name: 'Other' } }
  expect((await installation.call('PATCH', 'me/profile', byKey)).status).toBe(403)
})
