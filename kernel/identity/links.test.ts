import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
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
const sent: { to: string; subject: string; text: string }[] = []

beforeAll(async () => {
  scratch = await openScratchDatabase()
  database = scratch.database
  identity = identityOn(database, { mailer: { available: true, send: async (mail) => void sent.push(mail) } })
})
afterEach(() => vi.useRealTimers())
afterAll(() => scratch.close())

const tokenOf = (url: string | null): string => new URL(url ?? '').searchParams.get('token') ?? ''

const mailTo = (address: string) =>
  vi.waitFor(() => sent.find((mail) => mail.to === address) ?? expect.fail('no mail yet'))

describe('a reset by mail', () => {
  test('sets a new password once, and ends all sessions', async () => {
    const person = await somebody(identity)
    const page = browser(identity)
    await page.signIn(person.email, person.password)
    expect(await page.who()).not.toBeNull()
    await browser(identity).post('/request-password-reset', { email: person.email })
    const url = /https:\S+/.exec((await mailTo(person.email)).text)?.[0] ?? ''
    expect(url.startsWith(`${publicUrl}/reset-password?token=`)).toBe(true)
    const reset = () =>
      browser(identity).post('/reset-password', { token: tokenOf(url), newPassword: 'sixteen stone steps' })
    expect((await reset()).status).toBe(200)
    expect(await reset()).toMatchObject({ status: 400, body: { code: 'invalid-token' } })
    expect(await page.who()).toBeNull()
    expect((await browser(identity).signIn(person.email, person.password)).status).toBe(401)
    expect((await browser(identity).signIn(person.email, 'sixteen stone steps')).status).toBe(200)
  })

  test('answers the same for an address that nobody has, and mails nobody', async () => {
    const person = await somebody(identity)
    const [known, unknown] = [
      await browser(identity).post('/request-password-reset', { email: person.email }),
      await browser(identity).post('/request-password-reset', { email: 'stranger@example.com' }),
    ]
    expect(known.status).toBe(200)
    expect({ ...unknown, headers: [...unknown.headers] }).toEqual({ ...known, headers: [...known.headers] })
    await mailTo(person.email)
    expect(sent.some((mail) => mail.to === 'stranger@example.com')).toBe(false)
  })

  test('takes the same time for both', async () => {
    const person = await somebody(identity)
    for (const email of [person.email, 'stranger@example.com']) {
      const start = performance.now()
      await browser(identity).post('/request-password-reset', { email })
      expect(performance.now() - start).toBeGreaterThan(195)
    }
  })

  test('does not wait for the mail', async () => {
    const mail = Promise.withResolvers<void>()
    const slow = identityOn(database, { mailer: { available: true, send: () => mail.promise } })
    const person = await somebody(slow)
    expect((await browser(slow).post('/request-password-reset', { email: person.email })).status).toBe(200)
    mail.resolve()
  })

  test('floods nobody', async () => {
    const person = await somebody(identity)
    for (let each = 0; each < 5; each += 1)
      expect((await browser(identity).post('/request-password-reset', { email: person.email })).status).toBe(
        200,
      )
    await vi.waitFor(() => expect(sent.filter((mail) => mail.to === person.email).length).toBe(3))
  })

  test('is refused for everybody where no mail is sent', async () => {
    const silent = identityOn(database)
    for (const email of [(await somebody(silent)).email, 'stranger@example.com']) {
      expect(await browser(silent).post('/request-password-reset', { email })).toMatchObject({
        status: 409,
        body: { code: 'mail-unavailable' },
      })
    }
  })

  test('refuses a password that is easy to guess without using up the link', async () => {
    const person = await somebody(identity)
    const token = tokenOf(await identity.resetLink(person.email))
    expect(
      await browser(identity).post('/reset-password', { token, newPassword: 'password1234' }),
    ).toMatchObject({ body: { code: 'password-too-common' } })
    expect(
      (await browser(identity).post('/reset-password', { token, newPassword: 'sixteen stone steps' })).status,
    ).toBe(200)
  })
})

test('who signs up with a known address gets a mail instead of an account', async () => {
  const person = await somebody(identity)
  await browser(identity).post('/sign-up/email', {
    name: 'Again',
    email: person.email,
    password: goodPassword,
  })
  expect((await mailTo(person.email)).subject).toBe('You already have a Throughline account')
})

describe('a reset link from the command line', () => {
  test('gives a first password to an account without one, and lives for an hour', async () => {
    const person = await identity.createUser({ name: 'Noor Reed', email: 'noor@example.com' })
    const [late, used] = [
      tokenOf(await identity.resetLink(person.email)),
      tokenOf(await identity.resetLink('NOOR@example.com')),
    ]
    expect(
      (await browser(identity).post('/reset-password', { token: used, newPassword: goodPassword })).status,
    ).toBe(200)
    expect((await browser(identity).signIn(person.email, goodPassword)).status).toBe(200)
    // using one link voids the others
    expect(
      (await browser(identity).post('/reset-password', { token: late, newPassword: 'sixteen stone steps' }))
        .status,
    ).toBe(400)
    const third = tokenOf(await identity.resetLink(person.email))
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61 * 60_000 })
    expect(
      (await browser(identity).post('/reset-password', { token: third, newPassword: 'sixteen stone steps' }))
        .status,
    ).toBe(400)
  })

  test('is not made for an address that nobody has', async () => {
    expect(await identity.resetLink('stranger@example.com')).toBeNull()
  })
})

describe('a sign-in link', () => {
  test('signs in once', async () => {
    const person = await identity.createUser({ name: 'Sam Vale', email: 'sam@example.com' })
    const url = await identity.oneTimeSignInLink(person.id)
    expect(url.startsWith(`${publicUrl}/sign-in/link?token=`)).toBe(true)
    const page = browser(identity)
    const link = await identity.redeemSignInLink(tokenOf(url))
    expect(link.twoFactor).toBe(false)
    expect(link.setCookie[0]).toContain('HttpOnly')
    page.keep(link.setCookie)
    expect((await page.who())?.user.id).toBe(person.id)
    await expect(identity.redeemSignInLink(tokenOf(url))).rejects.toMatchObject({ code: 'invalid-token' })
    expect(await browser(identity).post('/sign-in/link', { token: tokenOf(url) })).toMatchObject({
      status: 400,
      body: { code: 'invalid-token' },
    })
  })

  test('signs in through the endpoint of its page, once even when it is pressed twice at the same moment', async () => {
    const person = await somebody(identity)
    const token = tokenOf(await identity.oneTimeSignInLink(person.id))
    const pages = [browser(identity), browser(identity)]
    const answers = await Promise.all(pages.map((page) => page.post('/sign-in/link', { token })))
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 400])
    const sessions = await database
      .sql('identity')
      .query('select 1 from sessions where user_id = $1', [person.id])
    expect(sessions).toHaveLength(1)
  })

  test('is over after 15 minutes, and nothing for a closed account', async () => {
    const [person, closed] = [await somebody(identity), await somebody(identity)]
    const late = tokenOf(await identity.oneTimeSignInLink(person.id))
    await identity.disableUser(closed.id)
    await expect(
      identity.redeemSignInLink(tokenOf(await identity.oneTimeSignInLink(closed.id))),
    ).rejects.toMatchObject({ code: 'invalid-token' })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * 60_000 + 1_000 })
    await expect(identity.redeemSignInLink(late)).rejects.toMatchObject({ code: 'invalid-token' })
  })

  test('is stored as a hash, like the reset link', async () => {
    const person = await somebody(identity)
    const tokens = [
      tokenOf(await identity.oneTimeSignInLink(person.id)),
      tokenOf(await identity.resetLink(person.email)),
    ]
    const rows = await database
      .sql('identity')
      .query('select identifier, value from verifications where value = $1', [person.id])
    expect(rows).toHaveLength(2)
    for (const token of tokens) expect(JSON.stringify(rows)).not.toContain(token)
  })
})
