import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation({ UPLOAD_MAX_BYTES: '64K' })
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const text = 'Begun in one request, ended in another.'
const bytes = new TextEncoder().encode(text)
const begin = async (fields: Record<string, unknown> = {}, as: Tenant = tenant) =>
  as.call('POST', 'artifact-uploads', { filename: 'long.txt', size_bytes: bytes.length, ...fields })
const append = (id: unknown, offset: number, part: Uint8Array, as: Tenant = tenant) =>
  as.call('PATCH', `artifact-uploads/${String(id)}`, part, {
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
  })

/** Announces the whole rest but hangs up after `part`. */
const breakOff = (id: unknown, part: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    const sent = httpRequest(
      `${installation.url}/api/v1/orgs/${tenant.org}/projects/${tenant.project}/artifact-uploads/${String(id)}`,
      {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${tenant.apiKey}`,
          'content-type': 'application/offset+octet-stream',
          'upload-offset': '0',
          'content-length': bytes.length,
        },
      },
    )
    sent.on('error', () => undefined)
    sent.on('close', () => resolve())
    sent.write(part)
    setTimeout(() => sent.destroy(), 150)
  })

test('a file sent in parts becomes one file with one text, in the folder that was named', async () => {
  const { status, body } = await begin({ folder: 'Parts' })
  const first = await append(body.id, 0, bytes.slice(0, 10))
  const last = await append(body.id, 10, bytes.slice(10))
  await installation.settle()

  expect(status).toBe(201)
  expect(first.body).toMatchObject({ offset: 10, size_bytes: bytes.length })
  expect(last).toMatchObject({
    status: 201,
    body: { filename: 'long.txt', size_bytes: bytes.length, folder_id: expect.any(String) },
  })
  expect((await tenant.call('GET', `artifacts/${String(last.body.id)}/text`)).body.text).toBe(text)
  expect((await tenant.call('GET', `artifact-uploads/${String(body.id)}`)).status).toBe(404)
})

test('what arrived before the connection broke is kept, and the upload goes on from there', async () => {
  const { body } = await begin({ filename: 'broken.txt' })
  await breakOff(body.id, bytes.slice(0, 12))
  await expect
    .poll(async () => (await tenant.call('GET', `artifact-uploads/${String(body.id)}`)).body.offset)
    .toBe(12)

  const wrong = await append(body.id, 5, bytes.slice(5))
  const rest = await append(body.id, 12, bytes.slice(12))

  expect([wrong.status, wrong.body.code]).toEqual([409, 'wrong-offset'])
  expect(rest).toMatchObject({ status: 200, body: { filename: 'long.txt', duplicate_of: rest.body.id } })
})

test('more than was announced, more than is allowed, and what somebody else began are refused', async () => {
  const { body } = await begin()
  const other = await installation.member(tenant, 'member', 'contributor')
  const stranger = await installation.tenant()
  const viewer = await installation.member(tenant, 'member', 'viewer')

  const answers = await Promise.all([
    append(body.id, 0, new Uint8Array(bytes.length + 1)),
    begin({ size_bytes: 64 * 1024 + 1 }),
    append(body.id, 0, bytes, other),
    append(body.id, 0, bytes, stranger),
    begin({}, viewer),
  ])

  expect(answers.map(({ status }) => status)).toEqual([413, 413, 404, 404, 403])
})
