import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Database } from '#kernel/db/index.ts'
import type { Identity } from './index.ts'
import { browser, identityOn, openScratchDatabase, somebody } from './test-identity.ts'

let scratch: Awaited<ReturnType<typeof openScratchDatabase>>
let database: Database
let identity: Identity

beforeAll(async () => {
  scratch = await openScratchDatabase()
  database = scratch.database
  identity = identityOn(database, {
    limits: { lockOut: { failures: 3, windowSeconds: 900, lockSeconds: 900 } },
  })
})
afterEach(() => vi.useRealTimers())
afterAll(() => scratch.close())

const fail = async (email: string, times: number): Promise<string[]> => {
  const answers = []
  for (let each = 0; each < times; each += 1)
    answers.push(await browser(identity).signIn(email, 'wrong again and again'))
  return answers.map((each) => JSON.stringify([each.status, each.body]))
}

describe('lock-out', () => {
  test('keeps the right password out after too many wrong ones, and says so to who knows it alone', async () => {
    const person = await somebody(identity)
    const wrong = new Set(await fail(person.email, 4))
    expect(wrong.size).toBe(1)
    const right = await browser(identity).signIn(person.email, person.password)
    expect(right).toMatchObject({ status: 423, body: { code: 'account-locked' } })
    expect(right.headers.getSetCookie()).toEqual([])
    const [row] = await database
      .sql('identity')
      .query<{ locked: boolean }>('select locked_until > now() as locked from users where id = $1', [
        person.id,
      ])
    expect(row?.locked).toBe(true)
  })

  test('does not look at passwords any more when the guessing goes on during the lock', async () => {
    const person = await somebody(identity)
    await fail(person.email, 6)
    const right = await browser(identity).signIn(person.email, person.password)
    expect(right).toMatchObject({ status: 401, body: { code: 'invalid-credentials' } })
  })

  test('ends by itself after its time', async () => {
    const person = await somebody(identity)
    await fail(person.email, 3)
    expect((await browser(identity).signIn(person.email, person.password)).status).toBe(423)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * 60_000 + 1_000 })
    expect((await browser(identity).signIn(person.email, person.password)).status).toBe(200)
  })

  test('forgets failures that are longer ago than the window', async () => {
    const person = await somebody(identity)
    await fail(person.email, 2)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 15 * 60_000 + 1_000 })
    await fail(person.email, 2)
    expect((await browser(identity).signIn(person.email, person.password)).status).toBe(200)
  })

  test('counts anew after a success', async () => {
    const person = await somebody(identity)
    for (let round = 0; round < 3; round += 1) {
      await fail(person.email, 2)
      expect((await browser(identity).signIn(person.email, person.password)).status).toBe(200)
    }
  })

  test('lets no more than the allowed guesses through when they come all at once', async () => {
    const person = await somebody(identity)
    const guesses = Array.from({ length: 12 }, (_, each) =>
      browser(identity).signIn(person.email, each < 8 ? `guess number ${each}` : person.password),
    )
    const answers = await Promise.all(guesses)
    expect(answers.filter((each) => each.status === 200)).toEqual([])
  })

  test('is ended by a new password, and by an administrator', async () => {
    const [first, second] = [await somebody(identity), await somebody(identity)]
    await fail(first.email, 3)
    await fail(second.email, 3)
    const token = new URL((await identity.resetLink(first.email)) ?? '').searchParams.get('token')
    expect(
      (await browser(identity).post('/reset-password', { token, newPassword: 'sixteen stone steps' })).status,
    ).toBe(200)
    await identity.unlockUser(second.id)
    expect((await browser(identity).signIn(first.email, 'sixteen stone steps')).status).toBe(200)
    expect((await browser(identity).signIn(second.email, second.password)).status).toBe(200)
  })
})
