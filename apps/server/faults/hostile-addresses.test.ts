import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectProper, inside, nastyText, openTarget, type Target } from './testing/target.ts'

let target: Target

beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.installation.close())

const runs = { numRuns: 60 }

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
          expectProper(
            await target.send(method, target.project(path), method === 'GET' ? {} : { body: '{}' }),
          )
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
          `risks/${target.riskId}`,
          `risks/${target.riskId}/trace`,
          `risks/${target.riskId}/history`,
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
          expectProper(await target.send('GET', `${target.project(path)}?${query}`))
        },
      ),
      { numRuns: 120 },
    )
  })

  test.each(['%', '%E0%A4%A', '%ff', '%c0%af', 'a%zz', '%00', '%0d%0aset-cookie:%20a=b'])(
    'is answered properly where it is encoded wrongly: %s',
    async (bad) => {
      for (const address of [
        `/${bad}`,
        `/assets/${bad}`,
        target.project(`risks/${bad}`),
        target.project(`artifacts/${bad}/file`),
        `/api/v1/orgs/${bad}/projects`,
        `${target.project('risks')}?q=${bad}`,
        `${target.project('risks')}?cursor=${bad}`,
      ]) {
        const reply = await target.rawRequest('GET', address)
        expect({ address, ...reply, ok: reply.status > 0 && reply.status < 500 }).toMatchObject({ ok: true })
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
  ])('is answered properly where it is odd: %s', async (address) => {
    for (const method of ['GET', 'POST', 'OPTIONS', 'TRACE', 'HEAD']) {
      const reply = await target.rawRequest(method, address, method === 'POST' ? 'content-length: 0\r\n' : '')
      expect({ method, address, ...reply, ok: reply.status > 0 && reply.status < 500 }).toMatchObject({
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
  ])('never leads to a file outside the web app: %s', async (address) => {
    const reply = await target.rawRequest('GET', address)
    expect(reply.status).toBeLessThan(500)
    expect(reply.text).not.toMatch(/root:.*:0:0|"dependencies"/)
  })
})
