import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#kernel/db/index.ts'
import type { Identity } from './index.ts'
import {
  browser,
  goodPassword,
  identityOn,
  openScratchDatabase,
  publicUrl,
  somebody,
} from './test-identity.ts'

let scratch: Awaited<ReturnType<typeof openScratchDatabase>>
let database: Database
let identity: Identity

beforeAll(async () => {
  scratch = await openScratchDatabase()
  database = scratch.database
  identity = identityOn(database)
})
afterAll(() => scratch.close())

describe('sign-up', () => {
  test('makes an account that can sign in, with its profile', async () => {
    const page = browser(identity)
    const signedUp = await page.post('/sign-up/email', {
      name: 'Ada Moss',
      email: 'Ada.Moss@Example.com',
      password: goodPassword,
    })
    expect(signedUp.status).toBe(200)
    const signedIn = await page.signIn('ada.moss@example.com', goodPassword)
    expect(signedIn.status).toBe(200)
    const who = await page.who()
    expect(who?.user).toMatchObject({ name: 'Ada Moss', email: 'ada.moss@example.com' })
    expect(who?.user.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    const profiles = await database
      .sql('identity')
      .query('select timezone, theme from user_profiles where user_id = $1', [who?.user.id])
    expect(profiles).toEqual([{ timezone: 'UTC', theme: 'system' }])
  })

  test('answers the same for an address that has an account', async () => {
    const known = await somebody(identity)
    const page = browser(identity)
    const fresh = await page.post('/sign-up/email', {
      name: 'Ada',
      email: 'someone.new@example.com',
      password: goodPassword,
    })
    const taken = await page.post('/sign-up/email', {
      name: 'Ada',
      email: known.email,
      password: goodPassword,
    })
    expect([fresh.status, taken.status]).toEqual([200, 200])
    expect(shape(taken.body)).toEqual(shape(fresh.body))
    expect([...taken.headers.keys()]).toEqual([...fresh.headers.keys()])
    expect((await browser(identity).signIn(known.email, known.password)).status).toBe(200)
  })

  test('is refused where it is closed', async () => {
    const answer = await browser(identityOn(database, { allowSignUp: false })).post('/sign-up/email', {
      name: 'Ada',
      email: 'closed@example.com',
      password: goodPassword,
    })
    expect(answer).toMatchObject({ status: 403, body: { code: 'sign-up-closed', requestId: 'request-1' } })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })

  test.each([
    ['short', 'password-too-short'],
    ['x1'.repeat(101), 'password-too-long'],
    ['Password123!', 'password-too-common'],
    ['zzzzzzzzzzzz', 'password-too-common'],
    ['qwertyuiopasdf', 'password-too-common'],
    ['guess.me.now@example.com', 'password-too-common'],
  ])('refuses the password %s', async (password, code) => {
    const answer = await browser(identity).post('/sign-up/email', {
      name: 'Ada',
      email: 'guess.me.now@example.com',
      password,
    })
    expect(answer).toMatchObject({ status: 400, body: { code } })
  })

  test('takes no field that it does not name', async () => {
    await browser(identity).post('/sign-up/email', {
      name: 'Ada',
      email: 'fields@example.com',
      password: goodPassword,
      emailVerified: true,
      twoFactorEnabled: true,
      image: 'javascript:1',
    })
    const rows = await database
      .sql('identity')
      .query("select email_verified, two_factor_enabled, image from users where email = 'fields@example.com'")
    expect(rows).toEqual([{ email_verified: false, two_factor_enabled: false, image: null }])
  })
})

describe('sign-in', () => {
  test('sets a cookie that scripts, other sites and plain HTTP do not see', async () => {
    const person = await somebody(identity)
    const answer = await browser(identity).signIn(person.email, person.password)
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^__Secure-throughline\.session_token=/)
    for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', 'Max-Age=2592000'])
      expect(cookie.split('; ')).toContain(flag)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('sets a cookie without Secure where the product is opened over plain HTTP', async () => {
    const plain = identityOn(database, { publicUrl: 'http://localhost:4680' })
    const person = await somebody(plain)
    const page = browser(plain, { origin: 'http://localhost:4680' })
    const [cookie = ''] = (await page.signIn(person.email, person.password)).headers.getSetCookie()
    expect(cookie).toMatch(/^throughline\.session_token=/)
    expect(cookie.split('; ')).not.toContain('Secure')
    expect((await page.who())?.user.id).toBe(person.id)
  })

  test('gives no session token where a script could read it', async () => {
    const person = await somebody(identity)
    const page = browser(identity)
    const answers = [await page.signIn(person.email, person.password), await page.get('/get-session')]
    const [row] = await database
      .sql('identity')
      .query<{ token: string }>('select token from sessions where user_id = $1', [person.id])
    expect(row?.token).toHaveLength(32)
    for (const answer of answers) expect(JSON.stringify(answer.body)).not.toContain(row?.token)
    expect(answers[1]?.body).toMatchObject({
      user: { id: person.id, twoFactorEnabled: false },
      session: { userId: person.id, ipAddress: '192.0.2.1' },
    })
  })

  test('answers the same for a wrong password, an unknown address, a closed account and one without a password', async () => {
    const person = await somebody(identity)
    const closed = await somebody(identity)
    await identity.disableUser(closed.id)
    const invited = await identity.createUser({ name: 'Invited', email: 'invited@example.com' })
    const answers = await Promise.all([
      browser(identity).signIn(person.email, 'not the password'),
      browser(identity).signIn('nobody@example.com', 'not the password'),
      browser(identity).signIn(closed.email, closed.password),
      browser(identity).signIn(invited.email, 'not the password'),
    ])
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'invalid-credentials' } })
    for (const answer of answers) {
      expect({ status: answer.status, body: answer.body }).toEqual({ status: 401, body: answers[0]?.body })
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  })

  test('is refused from another origin, with and without cookies', async () => {
    const person = await somebody(identity)
    const elsewhere = browser(identity, { origin: 'https://evil.example' })
    expect(await elsewhere.signIn(person.email, person.password)).toMatchObject({
      status: 403,
      body: { code: 'cross-origin' },
    })
    const page = browser(identity)
    await page.signIn(person.email, person.password)
    elsewhere.cookies.set(
      '__Secure-throughline.session_token',
      page.cookies.get('__Secure-throughline.session_token') ?? '',
    )
    expect(await elsewhere.post('/sign-out')).toMatchObject({ status: 403 })
    expect(await page.who()).not.toBeNull()
  })

  test('needs an origin from whoever sends a cookie', async () => {
    const person = await somebody(identity)
    const page = browser(identity)
    await page.signIn(person.email, person.password)
    const send = (headers: Headers) =>
      identity.handler(new Request(`${publicUrl}/api/auth/sign-out`, { method: 'POST', headers }))
    expect((await send(page.headers())).status).toBe(403)
    const withReferer = page.headers()
    withReferer.set('referer', `${publicUrl}/settings`)
    expect((await send(withReferer)).status).toBe(200)
  })
})

describe('sign-out', () => {
  test('ends the session at once, though it was believed a moment ago', async () => {
    const person = await somebody(identity)
    const page = browser(identity)
    await page.signIn(person.email, person.password)
    const before = page.headers()
    expect(await identity.resolveSession(before)).not.toBeNull()
    expect((await page.post('/sign-out')).status).toBe(200)
    expect(page.cookies.size).toBe(0)
    expect(await identity.resolveSession(before)).toBeNull()
  })

  test('everywhere ends all sessions of the person and nobody else', async () => {
    const [person, other] = [await somebody(identity), await somebody(identity)]
    const pages = [browser(identity), browser(identity), browser(identity)] as const
    await pages[0].signIn(person.email, person.password)
    await pages[1].signIn(person.email, person.password)
    await pages[2].signIn(other.email, other.password)
    for (const page of pages) expect(await page.who()).not.toBeNull()
    await identity.signOutEverywhere(person.id)
    expect(await pages[0].who()).toBeNull()
    expect(await pages[1].who()).toBeNull()
    expect(await pages[2].who()).toMatchObject({ user: { id: other.id } })
  })

  test('of a closed account is immediate, and it opens again', async () => {
    const person = await somebody(identity)
    const page = browser(identity)
    await page.signIn(person.email, person.password)
    await page.who()
    await identity.disableUser(person.id)
    expect(await page.who()).toBeNull()
    await identity.enableUser(person.id)
    expect((await page.signIn(person.email, person.password)).status).toBe(200)
  })
})

describe('a new password', () => {
  test('needs the old one, and ends the other sessions', async () => {
    const person = await somebody(identity)
    const [here, there] = [browser(identity), browser(identity)]
    await here.signIn(person.email, person.password)
    await there.signIn(person.email, person.password)
    expect(
      await here.post('/change-password', { currentPassword: 'wrong', newPassword: 'sixteen stone steps' }),
    ).toMatchObject({ status: 400, body: { code: 'wrong-password' } })
    expect(
      (
        await here.post('/change-password', {
          currentPassword: person.password,
          newPassword: 'sixteen stone steps',
        })
      ).status,
    ).toBe(200)
    expect((await here.who())?.user.id).toBe(person.id)
    expect(await there.who()).toBeNull()
    expect((await browser(identity).signIn(person.email, person.password)).status).toBe(401)
    expect((await browser(identity).signIn(person.email, 'sixteen stone steps')).status).toBe(200)
  })

  test('is asked of nobody who is not signed in', async () => {
    const answer = await browser(identity).post('/change-password', {
      currentPassword: 'wrong',
      newPassword: 'sixteen stone steps',
    })
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  })
})

const shape = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shape(each)]))
    : value === null
      ? 'null'
      : typeof value
