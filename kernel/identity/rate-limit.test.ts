import { assert, ipV4, pre, property, string } from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { clientAddressOf, clientNetwork } from './client-address.ts'
import { identitySql } from './identity-sql.ts'
import { databaseRateLimiter, memoryRateLimiter, type RateLimiter } from './rate-limit.ts'
import { browser, identityOn, openScratchDatabase } from './test-identity.ts'

let scratch: Awaited<ReturnType<typeof openScratchDatabase>>
const limiters: Record<string, () => RateLimiter> = {
  memory: () => memoryRateLimiter(),
  database: () => databaseRateLimiter(identitySql(scratch.database), 'secret'),
}

beforeAll(async () => {
  scratch = await openScratchDatabase()
})
afterEach(() => vi.useRealTimers())
afterAll(() => scratch.close())

describe.each(['memory', 'database'] as const)('requests counted in the %s', (store) => {
  test('are let through up to the limit, then told how long to wait', async () => {
    const limiter = limiters[store]?.() ?? memoryRateLimiter()
    const rate = { requests: 3, seconds: 60 }
    const taken = async (key: string, times: number) =>
      Promise.all(Array.from({ length: times }, () => limiter.take(key, rate)))
    expect(await taken('a', 3)).toEqual([0, 0, 0])
    const [wait] = await taken('a', 1)
    expect(wait).toBeGreaterThan(55)
    expect(wait).toBeLessThanOrEqual(60)
    expect(await taken('b', 1)).toEqual([0])
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
    expect(await taken('a', 1)).toEqual([0])
  })

  test('are answered with 429 and Retry-After per client, not for all', async () => {
    const identity = identityOn(scratch.database, { limits: { store, signIn: { requests: 2, seconds: 60 } } })
    const page = browser(identity, { address: '198.51.100.7' })
    for (let each = 0; each < 2; each += 1)
      expect((await page.signIn('nobody@example.com', 'not a password')).status).toBe(401)
    const answer = await page.signIn('nobody@example.com', 'not a password')
    expect(answer).toMatchObject({ status: 429, body: { code: 'too-many-requests' } })
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(50)
    expect(
      (await browser(identity, { address: '198.51.100.8' }).signIn('nobody@example.com', 'not a password'))
        .status,
    ).toBe(401)
  })
})

test('the memory of requests is bounded, and forgets who came first', async () => {
  const limiter = memoryRateLimiter(100)
  const rate = { requests: 1, seconds: 60 }
  for (let each = 0; each < 101; each += 1) await limiter.take(`client ${each}`, rate)
  expect(await limiter.take('client 100', rate)).toBeGreaterThan(0)
  expect(await limiter.take('client 0', rate)).toBe(0)
})

test('the table of requests holds no address', async () => {
  await databaseRateLimiter(identitySql(scratch.database), 'secret').take('signIn:203.0.113.9', {
    requests: 1,
    seconds: 60,
  })
  const rows = await scratch.database.sql('identity').query('select key from rate_limits')
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain('203.0.113')
})

const behind = (list: string): Headers => new Headers({ 'x-forwarded-for': list })

describe('the client address', () => {
  const find = clientAddressOf(['10.0.0.0/8', '2001:db8::1'])

  test('is the peer where no proxy is trusted, whatever headers say', () => {
    expect(clientAddressOf([])('192.0.2.1', behind('203.0.113.9'))).toBe('192.0.2.1')
    expect(find('192.0.2.1', behind('203.0.113.9'))).toBe('192.0.2.1')
  })

  test('is the first hop that no trusted proxy vouches beyond', () => {
    expect(find('10.1.2.3', behind('203.0.113.9, 10.4.5.6'))).toBe('203.0.113.9')
    expect(find('::ffff:10.1.2.3', behind('198.51.100.1, 203.0.113.9'))).toBe('203.0.113.9')
    expect(find('2001:db8::1', behind('203.0.113.9'))).toBe('203.0.113.9')
    expect(find('10.1.2.3', behind('forged, 10.4.5.6'))).toBe('10.4.5.6')
    expect(find(undefined, behind('203.0.113.9'))).toBeNull()
  })

  test('cannot be changed by what a client behind one trusted proxy sends', () => {
    assert(
      property(string(), ipV4(), (forged, client) => {
        pre(!client.startsWith('10.'))
        const headers = new Headers({
          'x-forwarded-for': `${forged.replaceAll(/[^\x20-\x7e]/g, '')}, ${client}`,
        })
        expect(find('10.0.0.1', headers)).toBe(client)
      }),
    )
  })

  test('counts a subscriber of IPv6 once', () => {
    expect(clientNetwork('2001:db8:1:2:3::4')).toBe(clientNetwork('2001:db8:1:2:ffff::9'))
    expect(clientNetwork('2001:db8:1:2:3::4')).not.toBe(clientNetwork('2001:db8:1:3:3::4'))
    expect(clientNetwork(null)).toBe('unknown')
  })
})
