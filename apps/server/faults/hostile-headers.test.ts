import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectProper, openTarget, type Target } from './testing/target.ts'

let target: Target

beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.installation.close())

const runs = { numRuns: 60 }

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
            await target.send('PATCH', target.project(`risks/${target.riskId}`), {
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
          const reply = await target.send('GET', '/api/v1/me', { headers: { authorization } })
          expectProper(reply)
          expect(reply.status).toBe(401)
        },
      ),
      runs,
    )
  })

  test('a request id from outside does not carry anything into headers or logs', async () => {
    const answer = await fetch(`${target.installation.url}/healthz`, {
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
      const reply = await target.send('POST', '/api/auth/sign-in/email', {
        body,
        headers: { origin: target.installation.house.publicUrl },
      })
      expect(reply.status).toBeGreaterThanOrEqual(400)
      expectProper(reply)
    }
  })
})
