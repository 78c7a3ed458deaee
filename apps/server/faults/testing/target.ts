import { connect } from 'node:net'
import fc from 'fast-check'
import { expect } from 'vitest'
import { problemSchema } from '#kernel/contract/index.ts'
import { openTestInstallation, type Tenant, type TestInstallation } from '../../testing.ts'

/** An answer as it came. */
export interface Reply {
  status: number
  type: string
  text: string
}

/** An installation under attack, with a record in it. */
export interface Target {
  installation: TestInstallation
  tenant: Tenant
  riskId: string
  /** below the tenant's project */
  project(path: string): string
  send(
    method: string,
    path: string,
    init?: { body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> },
  ): Promise<Reply>
  /** bytes as they are, since a well-behaved client would mend them */
  raw(bytes: string): Promise<Reply>
  /** a request whose target is sent as it is */
  rawRequest(method: string, target: string, headers?: string): Promise<Reply>
}

/** Opens an installation with small limits. */
export const openTarget = async (): Promise<Target> => {
  const installation = await openTestInstallation({ REQUEST_MAX_BYTES: '64K', UPLOAD_MAX_BYTES: '128K' })
  const tenant = await installation.tenant()
  const made = await tenant.call('POST', 'risks', { title: 'Slip', probability: 'high', impact: 'low' })
  const raw = (bytes: string): Promise<Reply> => sendBytes(new URL(installation.url), bytes)
  return {
    installation,
    tenant,
    riskId: String(made.body['id']),
    project: (path) => `/api/v1/orgs/${tenant.org}/projects/${tenant.project}/${path}`,
    async send(method, path, init = {}) {
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
      return {
        status: answer.status,
        type: answer.headers.get('content-type') ?? '',
        text: await answer.text(),
      }
    },
    raw,
    rawRequest: (method, target, headers = '') =>
      raw(
        `${method} ${target} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${tenant.apiKey}\r\nconnection: close\r\n${headers}\r\n`,
      ),
  }
}

const sendBytes = ({ hostname, port }: URL, bytes: string): Promise<Reply> =>
  new Promise((resolve, reject) => {
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

/** Words that only the inside knows: code positions, SQL, names of drivers and tables. */
export const inside =
  /\bat .*\.[jt]s:\d+|node_modules|node:internal|\bselect .* from\b|insert into|syntax error|relation "|column "|PGlite|pg_catalog|violates|ECONN|TypeError|RangeError/i

/** No answer of the API is a fault of ours, and every refusal is a problem with an id. */
export const expectProper = ({ status, type, text }: Reply): void => {
  expect({ status: status < 500, text }).toEqual({ status: true, text })
  if (status < 400) return
  expect(text).not.toMatch(inside)
  expect({ type, text }).toEqual({ type: 'application/problem+json', text })
  const problem = problemSchema.parse(JSON.parse(text))
  expect(problem.status).toBe(status)
  expect(problem.request_id.length).toBeGreaterThan(7)
}

/** Text as an attacker or a broken client would write it. */
export const nastyText = fc.oneof(
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
