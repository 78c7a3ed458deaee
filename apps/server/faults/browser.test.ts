import { request } from 'node:http'
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

  test('pages of this server write under each name of this machine, and pages of others under none', async () => {
    const { port } = new URL(server.url)
    const write = (origin: string) =>
      ask(`${server.url}/api/v1/orgs`, {
        method: 'POST',
        body: JSON.stringify({ name: 'By a page' }),
        headers: { 'content-type': 'application/json', cookie: person.cookie, origin },
      })
    const signIn = (origin: string) =>
      ask(`${server.url}/api/auth/sign-in/email`, {
        method: 'POST',
        body: JSON.stringify({ email: 'nobody@example.org', password: 'a wrong password' }),
        headers: { 'content-type': 'application/json', origin },
      })

    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      expect((await write(`http://${host}:${port}`)).status).toBe(201)
      expect((await signIn(`http://${host}:${port}`)).status).toBe(401)
    }
    for (const origin of ['http://localhost:1', 'https://127.0.0.1', `http://evil.example:${port}`, 'null']) {
      expect((await write(origin)).status).toBe(403)
      expect((await signIn(origin)).status).toBe(403)
    }
  })

  test('a page of a name that was made to lead here writes nothing', async () => {
    const { port } = new URL(server.url)
    const status = await new Promise((resolve, reject) => {
      const asked = request(`${server.url}/api/v1/orgs`, {
        method: 'POST',
        headers: {
          host: `evil.example:${port}`,
          origin: `http://evil.example:${port}`,
          cookie: person.cookie,
          'content-type': 'application/json',
          'content-length': 2,
        },
      })
      asked.on('response', (answer) => resolve(answer.resume().statusCode))
      asked.on('error', reject)
      asked.end('{}')
    })
    expect(status).toBe(403)
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
