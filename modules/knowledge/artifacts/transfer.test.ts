import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

const limit = 64 * 1024
let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation({ UPLOAD_MAX_BYTES: '64K' })
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const post = (name: string, type: string, content: string | Uint8Array) =>
  tenant.call(
    'POST',
    'artifacts',
    typeof content === 'string' ? new TextEncoder().encode(content) : content,
    {
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  )

const download = (id: unknown, headers: Record<string, string> = {}, query = ''): Promise<Response> =>
  fetch(
    `${installation.url}/api/v1/orgs/${tenant.org}/projects/${tenant.project}/artifacts/${String(id)}/file${query}`,
    {
      headers: { authorization: `Bearer ${tenant.apiKey}`, ...headers },
    },
  )

/** Sends a body of unknown length piece by piece; `stopAfter` hangs up in the middle. */
const sendChunked = (
  headers: Record<string, string>,
  pieces: Iterable<Uint8Array | string>,
  stopAfter?: number,
): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const address = `${installation.url}/api/v1/orgs/${tenant.org}/projects/${tenant.project}/artifacts`
    const sent = httpRequest(
      address,
      { method: 'POST', headers: { authorization: `Bearer ${tenant.apiKey}`, ...headers } },
      async (answer) => {
        const parts: Buffer[] = []
        for await (const part of answer) parts.push(part as Buffer)
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() })
      },
    )
    sent.on('error', reject)
    let count = 0
    for (const piece of pieces) {
      sent.write(piece)
      count += 1
      if (count === stopAfter) {
        setTimeout(() => sent.destroy(), 100)
        return
      }
    }
    sent.end()
  })

const kilobytes = (count: number): Uint8Array[] =>
  Array.from({ length: count }, () => new Uint8Array(1024).fill(97))
const storedFiles = async (): Promise<number> => {
  const found = await Array.fromAsync(installation.house.blobs.list(tenant.orgId))
  return found.length
}

test('a body larger than allowed is a 413 that names the limit, and nothing of it is kept', async () => {
  const before = await storedFiles()
  const boundary = 'x'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="big.txt"\r\n\r\n`

  const bare = await sendChunked({ 'content-disposition': 'attachment; filename="big.txt"' }, kilobytes(65))
  const inForm = await sendChunked({ 'content-type': `multipart/form-data; boundary=${boundary}` }, [
    head,
    ...kilobytes(65),
    `\r\n--${boundary}--\r\n`,
  ])
  const announced = await post('big.txt', 'text/plain', new Uint8Array(limit + 1))

  expect([bare.status, inForm.status, announced.status]).toEqual([413, 413, 413])
  expect([bare.body, inForm.body].map((text) => (JSON.parse(text) as { detail: string }).detail)).toEqual([
    expect.stringContaining('65,536 bytes'),
    expect.stringContaining('65,536 bytes'),
  ])
  expect(await storedFiles()).toBe(before)
})

test('a body of exactly the limit is taken', async () => {
  expect(
    (await sendChunked({ 'content-disposition': 'attachment; filename="full.txt"' }, kilobytes(64))).status,
  ).toBe(201)
})

test('an upload that breaks off leaves neither file nor content, and the server goes on', async () => {
  const before = await storedFiles()
  const files = (await tenant.call<{ items: unknown[] }>('GET', 'artifacts')).body.items.length
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="half.txt"\r\n\r\n'

  await expect(
    sendChunked({ 'content-disposition': 'attachment; filename="half.txt"' }, kilobytes(9), 5),
  ).rejects.toThrow()
  await expect(
    sendChunked({ 'content-type': 'multipart/form-data; boundary=x' }, [head, ...kilobytes(9)], 5),
  ).rejects.toThrow()
  await new Promise((resolve) => setTimeout(resolve, 300))

  expect(await storedFiles()).toBe(before)
  expect((await tenant.call<{ items: unknown[] }>('GET', 'artifacts')).body.items).toHaveLength(files)
})

test.each([
  ['multipart/form-data', 'x', 400],
  ['multipart/form-data; boundary=x', '--y nothing', 400],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\ncut',
    400,
  ],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="folder"\r\n\r\nA\r\n--x--\r\n',
    422,
  ],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="other"; filename="a"\r\n\r\nb\r\n--x--\r\n',
    422,
  ],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="color"\r\n\r\nred\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nb\r\n--x--\r\n',
    422,
  ],
])('the malformed form %s %j is refused as %i', async (type, body, status) => {
  expect(
    (await tenant.call('POST', 'artifacts', new TextEncoder().encode(body), { 'content-type': type })).status,
  ).toBe(status)
})

test('a download is an attachment under its true name that no browser takes for a page', async () => {
  const page = await post('Plan "süß" 100%.html', 'text/html', '<script>alert(1)</script>')

  const answer = await download(page.body.id, {}, '?inline=1')

  expect(answer.status).toBe(200)
  expect(await answer.text()).toBe('<script>alert(1)</script>')
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="Plan _s___ 100_.html"; filename*=UTF-8''Plan%20%22s%C3%BC%C3%9F%22%20100%25.html`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'content-length': '25',
    etag: `"${String(page.body.sha256)}"`,
  })
})

test('plain text may be shown in place; by default it is saved', async () => {
  const { body } = await post('note.txt', 'text/plain', 'A note.')

  const [saved, shown] = await Promise.all([download(body.id), download(body.id, {}, '?inline=1')])

  expect(saved.headers.get('content-disposition')).toMatch(/^attachment;/)
  expect(shown.headers.get('content-disposition')).toMatch(/^inline;/)
  expect(shown.headers.get('content-type')).toBe('text/plain; charset=utf-8')
})

test('parts of a file can be asked for, and an unchanged file is not sent again', async () => {
  const { body } = await post('digits.txt', 'text/plain', '0123456789')
  const etag = `"${String(body.sha256)}"`

  const middle = await download(body.id, { range: 'bytes=2-4' })
  const tail = await download(body.id, { range: 'bytes=-3', 'if-range': etag })
  const stale = await download(body.id, { range: 'bytes=-3', 'if-range': '"other"' })
  const outside = await download(body.id, { range: 'bytes=10-' })
  const unchanged = await download(body.id, { 'if-none-match': etag })

  expect([middle.status, middle.headers.get('content-range'), await middle.text()]).toEqual([
    206,
    'bytes 2-4/10',
    '234',
  ])
  expect([tail.status, await tail.text()]).toEqual([206, '789'])
  expect([stale.status, await stale.text()]).toEqual([200, '0123456789'])
  expect([outside.status, outside.headers.get('content-range')]).toEqual([416, 'bytes */10'])
  expect([unchanged.status, await unchanged.text()]).toEqual([304, ''])
})
