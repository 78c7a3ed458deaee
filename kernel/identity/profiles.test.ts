import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '#kernel/db/index.ts'
import type { Identity, Profile } from './index.ts'
import { browser, identityOn, openScratchDatabase, somebody } from './test-identity.ts'

let scratch: Awaited<ReturnType<typeof openScratchDatabase>>
let identity: Identity

beforeAll(async () => {
  scratch = await openScratchDatabase()
  identity = identityOn(scratch.database)
})
afterAll(() => scratch.close())

test('a profile begins with defaults and changes field by field', async () => {
  const person = await somebody(identity)
  expect(await identity.profileOf(person.id)).toEqual({
    name: person.name,
    timezone: 'UTC',
    locale: 'en-US',
    theme: 'system',
    notificationPreferences: {},
    uiPreferences: {},
  })
  await identity.updateProfile(person.id, {
    timezone: 'Europe/Zurich',
    uiPreferences: { density: 'compact', panel: 320 },
  })
  const changed = await identity.updateProfile(person.id, { theme: 'dark', uiPreferences: { panel: 400 } })
  expect(changed).toMatchObject({
    timezone: 'Europe/Zurich',
    theme: 'dark',
    uiPreferences: { density: 'compact', panel: 400 },
  })
  expect(await identity.profileOf(person.id)).toEqual(changed)
})

test('a new name is seen by the session that is open', async () => {
  const person = await somebody(identity)
  const page = browser(identity)
  await page.signIn(person.email, person.password)
  await page.who()
  await identity.updateProfile(person.id, { name: 'Robin Hale-Moss' })
  expect((await page.who())?.user.name).toBe('Robin Hale-Moss')
})

/** What a page might send beside the named fields. */
const alsoEmail = { email: 'other@example.com', theme: 'dark' as const }

test.each<[Partial<Profile>]>([
  [{ timezone: 'Mars/Olympus' }],
  [{ locale: 'not a locale' }],
  [{ name: '  ' }],
  [{ uiPreferences: { big: 'x'.repeat(20_000) } }],
  [alsoEmail],
])('a profile refuses %o', async (changes) => {
  const person = await somebody(identity)
  await expect(identity.updateProfile(person.id, changes)).rejects.toMatchObject({ code: 'invalid-request' })
})

test('preferences do not grow without end, however small the steps', async () => {
  const person = await somebody(identity)
  const grow = async () => {
    for (let each = 0; each < 6; each += 1)
      await identity.updateProfile(person.id, { uiPreferences: { [`key ${each}`]: 'x'.repeat(15_000) } })
  }
  await expect(grow()).rejects.toMatchObject({ code: 'invalid-request' })
})

test('there is no profile of nobody', async () => {
  expect(await identity.profileOf(uuidv7())).toBeNull()
  await expect(identity.updateProfile(uuidv7(), { theme: 'dark' })).rejects.toMatchObject({
    code: 'not-found',
  })
})
