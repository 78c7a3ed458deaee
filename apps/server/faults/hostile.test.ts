import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { problemSchema } from '#kernel/contract/index.ts'
import { openTestInstallation, type Tenant, type TestInstallation } from '../testing.ts'

let installation: TestInstallation
let tenant: Tenant
let riskId: string

beforeAll(async () => {
  installation = await openTestInstallation({ REQUEST_MAX_BYTES: '64K', UPLOAD_MAX_BYTES: '128K' })
  tenant = await installation.tenant()
  riskId = String(
    (await tenant.call('POST', 'risks', { title: 'Slip', probability: 'high', impact: 'low' })).body['id'],
  )
})
afterAll(() => installation.close())

interface Reply {
  status: number
  type: string
  text: string
}

/** Words that only the inside knows: code positions, SQL, names of drivers and tables. */
const inside =
  /\bat .*\.[jt]s:\d+|node_modules|node:internal|\bselect .* from\b|insert into|syntax error|relation "|column "|PGlite|pg_catalog|violates|ECONN|TypeError|RangeError/i

/** No answer of the API is a fault of ours, and every refusal is a problem with an id. */
const expectProper = ({ status, type, text }: Reply): void => {
  expect({ status: status < 500, text }).toEqual({ status: true, text })
  if (status < 400) return
  expect(text).not.toMatch(inside)
  expect({ type, text }).toEqual({ type: 'application/problem+json', text })
  const problem = problemSchema.parse(JSON.parse(text))
  expect(problem.status).toBe(status)
  expect(problem.request_id.length).toBeGreaterThan(7)
}

const send = async (
  method: string,
  path: string,
  init: { body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
): Promise<Reply> => {
  const answer = await fetch(`${installation.url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${tenant.apiKey}`,
      'content-type': 'application/json',
      ...init.headers,
    },
    ...(init.body === undefined ? {} : { body: init.body }),
  })
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() }
}

/** Bytes as they are, since a well-behaved client would mend them. */
const raw = (bytes: string): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(installation.url)
    const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'))
    let received = ''
    socket.setEncoding('utf8').on('data', (piece: string) => (received += piece))
    socket.on('error', reject)
    socket.on('close', () => {
      const [head = '', text = ''] = received.split('\r\n\r\n')
      resolve({
        status: Number(/^HTTP\/1.1 (\d+)/.exec(head)?.[1] ?? 0),
        type: /content-type: ([^\r]*)/i.exec(head)?.[1] ?? '',
        text,
      })
    })
  })

const rawRequest = (method: string, target: string, headers = ''): Promise<Reply> =>
  raw(
    `${method} ${target} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${tenant.apiKey}\r\nconnection: close\r\n${headers}\r\n`,
  )

const project = (path: string): string => `/api/v1/orgs/${tenant.org}/projects/${tenant.project}/${path}`
const runs = { numRuns: 60 }

/** Text as an attacker or a broken client would write it. */
const nastyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\0',
    'a\0b',
    '\uD800',
    'x\uDFFF',
    '\u202E',
    "'; drop table risks; --",
    '$1',
    '%00',
    '__proto__',
    '=1+1',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    'é'.repeat(300),
  ),
  fc.integer({ min: 5_000, max: 20_000 }).map((length) => 'x'.repeat(length)),
)
const field = fc.constantFrom(
  'title',
  'description',
  'probability',
  'impact',
  'owner_id',
  'due_date',
  'tags',
  'version',
  'id',
  'org_id',
  '__proto__',
  'constructor',
  'mitigation',
  'target_date',
  'reason',
)
const nastyValue = fc.oneof(
  nastyText,
  fc.jsonValue(),
  fc.double(),
  fc.constantFrom(
    null,
    [],
    {},
    -1,
    1e308,
    '2026-02-30',
    '9999999-01-01',
    '00000000-0000-0000-0000-000000000000',
  ),
)
const nastyBody = fc
  .oneof(fc.dictionary(field, nastyValue), fc.dictionary(nastyText, nastyValue), fc.jsonValue())
  .map((value) => JSON.stringify(value))

describe('whatever stands in a body', () => {
  test.each([
    ['POST', () => project('risks')],
    ['PATCH', () => project(`risks/${riskId}`)],
    ['POST', () => project(`risks/${riskId}/comments`)],
    ['POST', () => project(`risks/${riskId}/links`)],
    ['POST', () => project(`risks/${riskId}/close`)],
    ['POST', () => `/api/v1/orgs/${tenant.org}/projects`],
    ['POST', () => `/api/v1/orgs/${tenant.org}/invitations`],
    ['POST', () => '/api/v1/invitations/accept'],
  ])('is answered properly: %s #%#', async (method: string, path: () => string) => {
    await fc.assert(
      fc.asyncProperty(nastyBody, async (body) => expectProper(await send(method, path(), { body }))),
      runs,
    )
  })

  test('NUL and lone surrogates in fields that exist are refused or kept, never a fault', async () => {
    for (const title of ['a\0b', '\uD800', '\uDC00x', '\uFFFF', '\u0001']) {
      expectProper(
        await send('POST', project('risks'), {
          body: JSON.stringify({ title, probability: 'high', impact: 'low' }),
        }),
      )
      expectProper(
        await send('POST', project(`risks/${riskId}/comments`), { body: JSON.stringify({ body: title }) }),
      )
      expectProper(await send('GET', `${project('risks')}?q=${encodeURIComponent(title.toWellFormed())}`))
    }
  })

  test('is refused where it is no JSON, or of another type', async () => {
    for (const body of ['{', '{"title":', '[1,2', 'nul', '\u0000', '{"a":1}}', '"\\ud800'])
      expectProper(await send('POST', project('risks'), { body }))
    for (const type of [
      'text/plain',
      'application/xml',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'application/octet-stream',
      ';;;',
      'application/json; charset=utf-16',
    ]) {
      const reply = await send('POST', project('risks'), {
        body: '{"title":"a"}',
        headers: { 'content-type': type },
      })
      expectProper(reply)
      expect(reply.status).toBeGreaterThanOrEqual(400)
    }
  })

  test('is refused where it is nested a hundred thousand deep', async () => {
    expectProper(
      await send('POST', project('risks'), { body: `{"title":${'['.repeat(30_000)}${']'.repeat(30_000)}}` }),
    )
  })

  test('is refused beyond the limit, announced or not', async () => {
    const body = JSON.stringify({ title: 'x'.repeat(100_000) })
    const announced = await send('POST', project('risks'), { body })
    expectProper(announced)
    expect(announced.status).toBe(413)
    const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
    const unannounced = await raw(
      `POST ${project('risks')} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${tenant.apiKey}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n${chunk}`,
    )
    expect(unannounced.status).toBe(411)
    const disguised = await send('POST', project('risks'), {
      body,
      headers: { 'content-type': 'text/plain' },
    })
    expect(disguised.status).toBe(413)
  })
})

describe('whatever stands in an address', () => {
  const piece = fc.oneof(
    nastyText,
    fc.constantFrom('RISK-1', 'RISK-99999999999999999999', 'RISK--1', 'risks', 'history', 'trace', '.', '..'),
  )

  test('is answered properly below a project', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT'),
        fc.array(piece, { maxLength: 4 }),
        async (method, pieces) => {
          const path = pieces.map((each) => encodeURIComponent(each.toWellFormed())).join('/')
          expectProper(await send(method, project(path), method === 'GET' ? {} : { body: '{}' }))
        },
      ),
      runs,
    )
  })

  test('is answered properly in a query', async () => {
    const name = fc.constantFrom(
      'limit',
      'cursor',
      'sort',
      'q',
      'filter[state]',
      'filter[title][gt]',
      'filter[x][y][z]',
      'filter',
      'as_of',
      'deleted',
      'depth',
      '__proto__[a]',
      'a'.repeat(2_000),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          'risks',
          `risks/${riskId}`,
          `risks/${riskId}/trace`,
          `risks/${riskId}/history`,
          'search',
          'job-runs',
          'audit',
        ),
        fc.array(fc.tuple(name, nastyText), { maxLength: 4 }),
        async (path, pairs) => {
          const query = pairs
            .map(
              ([key, value]) =>
                `${encodeURIComponent(key)}=${encodeURIComponent(value.toWellFormed().slice(0, 2_000))}`,
            )
            .join('&')
          expectProper(await send('GET', `${project(path)}?${query}`))
        },
      ),
      { numRuns: 120 },
    )
  })

  test.each(['%', '%E0%A4%A', '%ff', '%c0%af', 'a%zz', '%00', '%0d%0aset-cookie:%20a=b'])(
    'is answered properly where it is encoded wrongly: %s',
    async (bad) => {
      for (const target of [
        `/${bad}`,
        `/assets/${bad}`,
        project(`risks/${bad}`),
        project(`artifacts/${bad}/file`),
        `/api/v1/orgs/${bad}/projects`,
        `${project('risks')}?q=${bad}`,
        `${project('risks')}?cursor=${bad}`,
      ]) {
        const reply = await rawRequest('GET', target)
        expect({ target, ...reply, ok: reply.status > 0 && reply.status < 500 }).toMatchObject({ ok: true })
        expect(reply.text).not.toMatch(inside)
      }
    },
  )

  test.each([
    '//',
    '///',
    '//evil.example/x',
    'http://evil.example/api/v1/me',
    'http://',
    '*',
    '/\\evil',
    '/api/v1//me',
    '/api/v1/',
    '/api//',
    '/api',
    '/api/auth/',
    '/api/auth/%E0%A4%A',
    '/sign-in/link',
    '/sign-in/link?token=%00',
    '/?'.padEnd(12_000, 'a=b&'),
  ])('is answered properly where it is odd: %s', async (target) => {
    for (const method of ['GET', 'POST', 'OPTIONS', 'TRACE', 'HEAD']) {
      const reply = await rawRequest(method, target, method === 'POST' ? 'content-length: 0\r\n' : '')
      expect({ method, target, ...reply, ok: reply.status > 0 && reply.status < 500 }).toMatchObject({
        ok: true,
      })
      expect(reply.text).not.toMatch(inside)
    }
  })

  test.each([
    '/..%2f..%2fetc/passwd',
    '/../../../../etc/passwd',
    '/%2e%2e/%2e%2e/package.json',
    '/..%5c..%5cpackage.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '//etc/passwd',
    '/%2fetc%2fpasswd',
    '/.%00./package.json',
  ])('never leads to a file outside the web app: %s', async (target) => {
    const reply = await rawRequest('GET', target)
    expect(reply.status).toBeLessThan(500)
    expect(reply.text).not.toMatch(/root:.*:0:0|"dependencies"/)
  })
})

describe('whatever stands in headers', () => {
  const value = fc.oneof(
    fc.stringMatching(/^[\x21-\x7e]{0,300}$/),
    fc.constantFrom('"abc"', '"-1"', '99999999999999', 'W/"1"', '*', '', '""', '"1", "2"', '1e3'),
  )

  test('is answered properly', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          'if-match',
          'idempotency-key',
          'x-request-id',
          'user-agent',
          'range',
          'last-event-id',
          'x-forwarded-for',
          'accept',
          'accept-language',
          'cookie',
          'origin',
          'expect',
        ),
        value,
        async (name, content) => {
          if (name === 'expect') return
          expectProper(
            await send('PATCH', project(`risks/${riskId}`), {
              body: '{"impact":"high"}',
              headers: { [name]: content },
            }),
          )
        },
      ),
      { numRuns: 120 },
    )
  })

  test('an authorization of any form opens nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          value,
          value.map((each) => `Bearer ${each}`),
          value.map((each) => `Bearer tl_${each}`),
        ),
        async (authorization) => {
          const reply = await send('GET', '/api/v1/me', { headers: { authorization } })
          expectProper(reply)
          expect(reply.status).toBe(401)
        },
      ),
      runs,
    )
  })

  test('a request id from outside does not carry anything into headers or logs', async () => {
    const answer = await fetch(`${installation.url}/healthz`, {
      headers: { 'x-request-id': '<script>${jndi:x}' },
    })
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('sign-in', () => {
  test('answers hostile bodies as problems that carry the request id', async () => {
    for (const body of [
      '{',
      '[]',
      '{"email":"\\u0000","password":"x"}',
      '{"email":{"$gt":""},"password":[]}',
      JSON.stringify({ email: `${'a'.repeat(300)}@x.org`, password: 'p' }),
    ]) {
      const reply = await send('POST', '/api/auth/sign-in/email', {
        body,
        headers: { origin: installation.house.publicUrl },
      })
      expect(reply.status).toBeGreaterThanOrEqual(400)
      expectProper(reply)
    }
  })
})

describe('content that looks like code', () => {
  test.each([
    '=HYPERLINK("http://evil.example","x")',
    '+cmd|calc',
    '@SUM(A1)',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '{{7*7}}',
    '${7*7}',
    "'; drop table risks; --",
  ])('stays data: %s', async (title) => {
    const made = await tenant.call('POST', 'risks', { title, probability: 'high', impact: 'low' })
    expect(made.status).toBe(201)
    expect(made.headers.get('content-type')).toBe('application/json')
    expect(made.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await tenant.call('GET', `risks/${String(made.body['id'])}`)).body['title']).toBe(title)
  })

  test('an HTML file is downloaded, never shown as a page of ours', async () => {
    const sent = await tenant.call(
      'POST',
      'artifacts',
      Buffer.from('<html><script>alert(1)</script></html>'),
      { 'content-type': 'text/html', 'content-disposition': 'attachment; filename="x.html"' },
    )
    const id = z.string().parse(sent.body['id'])
    const got = await fetch(`${installation.url}${project(`artifacts/${id}/file`)}`, {
      headers: { authorization: `Bearer ${tenant.apiKey}` },
    })
    await got.arrayBuffer()
    const harmless =
      (got.headers.get('content-disposition') ?? '').startsWith('attachment') ||
      !(got.headers.get('content-type') ?? '').includes('html')
    expect(harmless).toBe(true)
  })
})
