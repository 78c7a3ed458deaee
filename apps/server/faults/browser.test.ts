import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScratch, type Scratch } from './testing/scratch.ts'
import { ask, signUp, type Person } from './testing/person.ts'
import { startProcess, type ServerProcess } from './testing/server-process.ts'

let scratch: Scratch
let server: ServerProcess
let person: Person
beforeAll(async () => {
  scratch = await openScratch()
  server = await startProcess(scratch.env)
  person = await signUp(server.url)
})
afterAll(async () => {
  await server.end('SIGTERM')
  await scratch.remove()
})

describe('what a browser is told', () => {
  test.each([
    '/',
    '/healthz',
    '/api/openapi.json',
    '/api/v1/me',
    '/api/auth/get-session',
    '/assets/none.js',
    '/sign-in/link?token=x',
    '/%E0%A4%A',
  ])('%s comes with every header of protection', async (path) => {
    const { headers } = await ask(`${server.url}${path}`, { redirect: 'manual' })
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'self'.*object-src 'none'.*frame-ancestors 'none'/,
    )
    expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
  })

  test('the session cookie is out of reach of scripts and of other sites', async () => {
    const email = `${Date.now()}@example.org`
    const account = { email, password: 'correct horse battery staple' }
    const init = (body: unknown): RequestInit => ({
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: server.url },
    })
    await ask(`${server.url}/api/auth/sign-up/email`, init({ name: 'Test Person', ...account }))
    const signedIn = await ask(`${server.url}/api/auth/sign-in/email`, init(account))
    const cookies = signedIn.headers.getSetCookie()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies)
      expect(cookie).toMatch(/HttpOnly.*SameSite=(Lax|Strict)|SameSite=(Lax|Strict).*HttpOnly/i)
  })
})

describe('a page of another site', () => {
  const write = (headers: Record<string, string>): Promise<{ status: number }> =>
    ask(`${server.url}/api/v1/orgs`, {
      method: 'POST',
      body: JSON.stringify({ name: 'Foreign' }),
      headers: { 'content-type': 'application/json', cookie: person.cookie, ...headers },
    })

  test('cannot write with the cookie of somebody who is signed in', async () => {
    expect((await write({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await write({ origin: 'null' })).status).toBe(403)
    expect((await write({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await write({ 'sec-fetch-site': 'same-site' })).status).toBe(403)
    expect((await write({ origin: `${server.url}.evil.example` })).status).toBe(403)
  })

  test('cannot sign anybody in or out', async () => {
    for (const path of ['sign-in/email', 'sign-out']) {
      const { status } = await ask(`${server.url}/api/auth/${path}`, {
        method: 'POST',
        body: '{}',
        headers: {
          'content-type': 'application/json',
          cookie: person.cookie,
          origin: 'https://evil.example',
        },
      })
      expect(status).toBe(403)
    }
  })

  test('our own page can write', async () => {
    expect((await write({ origin: server.url })).status).toBe(201)
  })
})
