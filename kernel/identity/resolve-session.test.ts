import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { Database } from '#kernel/db/index.ts'
import type { Engine } from '#kernel/db/engine.ts'
import { sessionCacheMs } from './session-cache.ts'
import { browser, identityOn, openScratchDatabase, somebody } from './test-identity.ts'

let scratch: Awaited<ReturnType<typeof openScratchDatabase>>

beforeAll(async () => {
  scratch = await openScratchDatabase()
})
afterEach(() => vi.useRealTimers())
afterAll(() => scratch.close())

/** The same database, which counts the round trips to it. */
const counted = () => {
  const { engine } = scratch.database
  const trips = { count: 0 }
  const counting: Engine = Object.assign(Object.create(engine), {
    withConnection: ((role, use) =>
      engine.withConnection(role, (connection) =>
        use({
          send: (statements) => {
            trips.count += 1
            return connection.send(statements)
          },
        }),
      )) satisfies Engine['withConnection'],
  })
  return { trips, identity: identityOn(new Database(counting)) }
}

test('a session costs one round trip, and none for the next ten seconds', async () => {
  const { trips, identity } = counted()
  const person = await somebody(identity)
  const page = browser(identity)
  await page.signIn(person.email, person.password)
  trips.count = 0
  expect((await page.who())?.user.id).toBe(person.id)
  expect(trips.count).toBe(1)
  await page.who()
  expect(trips.count).toBe(1)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + sessionCacheMs + 1 })
  await page.who()
  expect(trips.count).toBe(2)
})

test('a forged or missing cookie costs none', async () => {
  const { trips, identity } = counted()
  expect(await identity.resolveSession(new Headers())).toBeNull()
  expect(
    await identity.resolveSession(new Headers({ cookie: '__Secure-throughline.session_token=abc.def' })),
  ).toBeNull()
  expect(trips.count).toBe(0)
})

test('what another process ended is noticed when the memory runs out', async () => {
  const [here, there] = [identityOn(scratch.database), identityOn(scratch.database)]
  const person = await somebody(here)
  const page = browser(here)
  await page.signIn(person.email, person.password)
  expect(await page.who()).not.toBeNull()
  await there.signOutEverywhere(person.id)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + sessionCacheMs + 1 })
  expect(await page.who()).toBeNull()
})

test('a session that is asked for while it ends is not remembered', async () => {
  const identity = identityOn(scratch.database)
  const person = await somebody(identity)
  const page = browser(identity)
  await page.signIn(person.email, person.password)
  await Promise.all([page.who(), identity.signOutEverywhere(person.id), page.who(), page.who()])
  expect(await page.who()).toBeNull()
})

test('a session ends after its days without use', async () => {
  const identity = identityOn(scratch.database, { sessionDays: 2 })
  const person = await somebody(identity)
  const page = browser(identity)
  await page.signIn(person.email, person.password)
  const day = 86_400_000
  const start = Date.now()
  vi.useFakeTimers({ toFake: ['Date'], now: start + 1.5 * day })
  // opening the product renews it
  expect((await page.get('/get-session')).headers.getSetCookie().join()).toContain('session_token')
  vi.setSystemTime(start + 3 * day)
  expect((await page.who())?.user.id).toBe(person.id)
  vi.setSystemTime(start + 3.6 * day)
  expect(await page.who()).toBeNull()
})
