import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Database } from '#kernel/db/index.ts'
import type { Identity } from './index.ts'
import { browser, identityOn, openScratchDatabase, somebody, totpCode } from './test-identity.ts'

let scratch: Awaited<ReturnType<typeof openScratchDatabase>>
let database: Database
let identity: Identity

beforeAll(async () => {
  scratch = await openScratchDatabase()
  database = scratch.database
  identity = identityOn(database)
})
afterAll(() => scratch.close())

/** Somebody whose second step is on, with their app's URI and backup codes. */
const protectedPerson = async () => {
  const person = await somebody(identity)
  const page = browser(identity)
  await page.signIn(person.email, person.password)
  const enabled = await page.post('/two-factor/enable', { password: person.password })
  const uri = String(enabled.body.totpURI)
  const verified = await page.post('/two-factor/verify-totp', { code: totpCode(uri) })
  return { ...person, page, uri, verified, backupCodes: enabled.body.backupCodes as string[] }
}

const wrongCode = (uri: string): string => {
  const near = [-90_000, -60_000, -30_000, 0, 30_000, 60_000, 90_000].map((ms) =>
    totpCode(uri, Date.now() + ms),
  )
  return (
    ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777'].find(
      (code) => !near.includes(code),
    ) ?? ''
  )
}

/** The code of the next step, which counts already; that of this step was used to set up. */
const nextCode = (uri: string): string => totpCode(uri, Date.now() + 30_000)

describe('two-step sign-in', () => {
  test('computes codes as RFC 6238 prints them', () => {
    // appendix B, SHA-1, truncated to 6 digits; the secret is "12345678901234567890"
    const uri = 'otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    expect(totpCode(uri, 59_000)).toBe('287082')
    expect(totpCode(uri, 1_111_111_109_000)).toBe('081804')
    expect(totpCode(uri, 20_000_000_000_000)).toBe('353130')
  })

  test('needs the password to be turned on, and a code to come into force', async () => {
    const person = await somebody(identity)
    const page = browser(identity)
    await page.signIn(person.email, person.password)
    expect(await page.post('/two-factor/enable', { password: 'not the password' })).toMatchObject({
      status: 400,
      body: { code: 'wrong-password' },
    })
    const enabled = await page.post('/two-factor/enable', { password: person.password })
    expect(new URL(String(enabled.body.totpURI)).searchParams.get('issuer')).toBe('Throughline')
    // not verified yet: a password is still enough
    expect((await browser(identity).signIn(person.email, person.password)).body).not.toHaveProperty(
      'twoFactorRedirect',
    )
    expect(
      await page.post('/two-factor/verify-totp', { code: wrongCode(String(enabled.body.totpURI)) }),
    ).toMatchObject({ status: 401, body: { code: 'invalid-code' } })
    expect(
      (await page.post('/two-factor/verify-totp', { code: totpCode(String(enabled.body.totpURI)) })).status,
    ).toBe(200)
    expect((await browser(identity).signIn(person.email, person.password)).body).toMatchObject({
      twoFactorRedirect: true,
    })
  })

  test('gives no session before the code, and one after it', async () => {
    const { email, password, id, uri } = await protectedPerson()
    const page = browser(identity)
    const first = await page.signIn(email, password)
    expect(first).toMatchObject({
      status: 200,
      body: { twoFactorRedirect: true, twoFactorMethods: ['totp'] },
    })
    expect(await page.who()).toBeNull()
    expect(await page.post('/two-factor/verify-totp', { code: wrongCode(uri) })).toMatchObject({
      status: 401,
      body: { code: 'invalid-code' },
    })
    expect(await page.who()).toBeNull()
    expect((await page.post('/two-factor/verify-totp', { code: nextCode(uri) })).status).toBe(200)
    expect((await page.who())?.user.id).toBe(id)
  })

  test('asks for the code after a sign-in link, too', async () => {
    const { id, uri } = await protectedPerson()
    const token = new URL(await identity.oneTimeSignInLink(id)).searchParams.get('token') ?? ''
    const page = browser(identity)
    const link = await identity.redeemSignInLink(token)
    expect(link.twoFactor).toBe(true)
    page.keep(link.setCookie)
    expect(await page.who()).toBeNull()
    expect((await page.post('/two-factor/verify-totp', { code: nextCode(uri) })).status).toBe(200)
    expect((await page.who())?.user.id).toBe(id)
  })

  test('takes each backup code once', async () => {
    const { email, password, backupCodes } = await protectedPerson()
    const signIn = async () => {
      const page = browser(identity)
      await page.signIn(email, password)
      return page.post('/two-factor/verify-backup-code', { code: backupCodes[0] })
    }
    expect((await signIn()).status).toBe(200)
    expect(await signIn()).toMatchObject({ status: 401, body: { code: 'invalid-code' } })
  })

  test('gives up after five wrong codes and asks for the password again', async () => {
    const { email, password, uri } = await protectedPerson()
    const page = browser(identity)
    await page.signIn(email, password)
    for (let each = 0; each < 5; each += 1)
      await page.post('/two-factor/verify-totp', { code: wrongCode(uri) })
    expect((await page.post('/two-factor/verify-totp', { code: nextCode(uri) })).body).toMatchObject({
      code: 'two-factor-expired',
    })
    expect(await page.who()).toBeNull()
  })

  test('locks the account after ten wrong codes over several sign-ins', async () => {
    const { email, password, uri } = await protectedPerson()
    for (let round = 0; round < 2; round += 1) {
      const page = browser(identity)
      await page.signIn(email, password)
      for (let each = 0; each < 5; each += 1)
        await page.post('/two-factor/verify-totp', { code: wrongCode(uri) })
    }
    const page = browser(identity)
    await page.signIn(email, password)
    expect(await page.post('/two-factor/verify-totp', { code: nextCode(uri) })).toMatchObject({
      status: 423,
      body: { code: 'account-locked' },
    })
  })

  test('is turned off with the password, and stores its secret encrypted', async () => {
    const { email, password, page, uri } = await protectedPerson()
    const secret = new URL(uri).searchParams.get('secret') ?? ''
    const rows = await database.sql('identity').query('select secret, backup_codes from two_factors')
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect((await page.post('/two-factor/disable', { password })).status).toBe(200)
    expect((await browser(identity).signIn(email, password)).body).not.toHaveProperty('twoFactorRedirect')
  })

  test('asks a trusted device no code until everything is signed out', async () => {
    const { email, password, id, uri } = await protectedPerson()
    const page = browser(identity)
    await page.signIn(email, password)
    await page.post('/two-factor/verify-totp', { code: nextCode(uri), trustDevice: true })
    expect((await page.signIn(email, password)).body).not.toHaveProperty('twoFactorRedirect')
    await identity.signOutEverywhere(id)
    expect((await page.signIn(email, password)).body).toMatchObject({ twoFactorRedirect: true })
  })

  test('takes each code once', async () => {
    const { email, password, uri } = await protectedPerson()
    const code = nextCode(uri)
    const signIn = async () => {
      const page = browser(identity)
      await page.signIn(email, password)
      return { answer: await page.post('/two-factor/verify-totp', { code }), who: await page.who() }
    }
    expect((await signIn()).who).not.toBeNull()
    const again = await signIn()
    expect(again.answer).toMatchObject({ status: 401, body: { code: 'invalid-code' } })
    expect(again.answer.headers.getSetCookie()).toEqual([])
    expect(again.who).toBeNull()
  })

  test('takes no code that is older than its window', async () => {
    const { email, password, uri } = await protectedPerson()
    const old = totpCode(uri)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60_000 })
    try {
      const page = browser(identity)
      await page.signIn(email, password)
      expect((await page.post('/two-factor/verify-totp', { code: old })).status).toBe(401)
    } finally {
      vi.useRealTimers()
    }
  })
})
