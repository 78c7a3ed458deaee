import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openTarget, type Target } from './testing/target.ts'

let target: Target

beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.installation.close())

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
    const made = await target.tenant.call('POST', 'risks', { title, probability: 'high', impact: 'low' })
    expect(made.status).toBe(201)
    expect(made.headers.get('content-type')).toBe('application/json')
    expect(made.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await target.tenant.call('GET', `risks/${String(made.body['id'])}`)).body['title']).toBe(title)
  })

  test('an HTML file is downloaded, never shown as a page of ours', async () => {
    const sent = await target.tenant.call(
      'POST',
      'artifacts',
      Buffer.from('<html><script>alert(1)</script></html>'),
      { 'content-type': 'text/html', 'content-disposition': 'attachment; filename="x.html"' },
    )
    const id = z.string().parse(sent.body['id'])
    const got = await fetch(`${target.installation.url}${target.project(`artifacts/${id}/file`)}`, {
      headers: { authorization: `Bearer ${target.tenant.apiKey}` },
    })
    await got.arrayBuffer()
    const harmless =
      (got.headers.get('content-disposition') ?? '').startsWith('attachment') ||
      !(got.headers.get('content-type') ?? '').includes('html')
    expect(harmless).toBe(true)
  })
})
