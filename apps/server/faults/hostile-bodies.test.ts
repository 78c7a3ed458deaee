import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectProper, nastyText, openTarget, type Target } from './testing/target.ts'

let target: Target

beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.installation.close())

const runs = { numRuns: 60 }

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
    ['POST', () => target.project('risks')],
    ['PATCH', () => target.project(`risks/${target.riskId}`)],
    ['POST', () => target.project(`risks/${target.riskId}/comments`)],
    ['POST', () => target.project(`risks/${target.riskId}/links`)],
    ['POST', () => target.project(`risks/${target.riskId}/close`)],
    ['POST', () => `/api/v1/orgs/${target.tenant.org}/projects`],
    ['POST', () => `/api/v1/orgs/${target.tenant.org}/invitations`],
    ['POST', () => '/api/v1/invitations/accept'],
  ])('is answered properly: %s #%#', async (method: string, path: () => string) => {
    await fc.assert(
      fc.asyncProperty(nastyBody, async (body) => expectProper(await target.send(method, path(), { body }))),
      runs,
    )
  })

  test('NUL and lone surrogates in fields that exist are refused or kept, never a fault', async () => {
    for (const title of ['a\0b', '\uD800', '\uDC00x', '\uFFFF', '\u0001']) {
      expectProper(
        await target.send('POST', target.project('risks'), {
          body: JSON.stringify({ title, probability: 'high', impact: 'low' }),
        }),
      )
      expectProper(
        await target.send('POST', target.project(`risks/${target.riskId}/comments`), {
          body: JSON.stringify({ body: title }),
        }),
      )
      expectProper(
        await target.send('GET', `${target.project('risks')}?q=${encodeURIComponent(title.toWellFormed())}`),
      )
    }
  })

  test('is refused where it is no JSON, or of another type', async () => {
    for (const body of ['{', '{"title":', '[1,2', 'nul', '\u0000', '{"a":1}}', '"\\ud800'])
      expectProper(await target.send('POST', target.project('risks'), { body }))
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
      const reply = await target.send('POST', target.project('risks'), {
        body: '{"title":"a"}',
        headers: { 'content-type': type },
      })
      expectProper(reply)
      expect(reply.status).toBeGreaterThanOrEqual(400)
    }
  })

  test('is refused where it is nested a hundred thousand deep', async () => {
    expectProper(
      await target.send('POST', target.project('risks'), {
        body: `{"title":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
      }),
    )
  })

  test('is refused beyond the limit, announced or not', async () => {
    const body = JSON.stringify({ title: 'x'.repeat(100_000) })
    const announced = await target.send('POST', target.project('risks'), { body })
    expectProper(announced)
    expect(announced.status).toBe(413)
    const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
    const unannounced = await target.raw(
      `POST ${target.project('risks')} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${target.tenant.apiKey}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n${chunk}`,
    )
    expect(unannounced.status).toBe(411)
    const disguised = await target.send('POST', target.project('risks'), {
      body,
      headers: { 'content-type': 'text/plain' },
    })
    expect(disguised.status).toBe(413)
  })
})
