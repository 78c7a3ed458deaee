import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { docxOf, pdfOf } from './reading/testing/documents.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation({ UPLOAD_MAX_BYTES: '2M' })
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

interface TextAnswer {
  text: string
  blocks: { start: number; end: number; kind: string; level: number | null; page: number | null }[]
  pages: unknown[] | null
}

const form = (files: Record<string, string | Uint8Array>, fields: Record<string, string> = {}): FormData => {
  const body = new FormData()
  for (const [name, bytes] of Object.entries(files)) {
    body.append('file', new Blob([typeof bytes === 'string' ? bytes : Uint8Array.from(bytes)]), name)
  }
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return body
}
const upload = (
  files: Record<string, string | Uint8Array>,
  fields: Record<string, string> = {},
  as: Tenant = tenant,
) => as.call('POST', 'artifacts', form(files, fields))
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

test('an uploaded Word document is stored, read, and its blocks are exactly the words of its text', async () => {
  const bytes = await docxOf(
    'Migration plan',
    ['The portal moves in March.', 'Costs rise by 5 %.'],
    [
      ['Item', 'Cost'],
      ['Server', '1,200'],
    ],
  )

  const { status, body } = await upload({ 'plan.docx': bytes })
  await installation.settle()
  const id = String(body.id)
  const { body: text } = await tenant.call<TextAnswer>('GET', `artifacts/${id}/text`)

  expect(status, JSON.stringify(body)).toBe(201)
  expect(body).toMatchObject({
    key: 'FILE-1',
    filename: 'plan.docx',
    state: 'pending',
    size_bytes: bytes.length,
    version_number: 1,
  })
  expect((await tenant.call('GET', `artifacts/${id}`)).body).toMatchObject({
    format: 'docx',
    title: 'Migration plan',
    text_length: text.text.length,
    failure_reason: null,
  })
  expect(text.blocks.map(({ start, end, kind }) => [kind, text.text.slice(start, end)])).toContainEqual([
    'paragraph',
    'The portal moves in March.',
  ])
  expect(text.blocks[0]).toMatchObject({ kind: 'heading', level: 1 })
})

test('a bare body is taken under the name that Content-Disposition gives, in UTF-8 too', async () => {
  const { status, body } = await tenant.call('POST', 'artifacts', bytesOf('# Übersicht\n\nAlles gut.'), {
    'content-type': 'text/markdown',
    'content-disposition': `attachment; filename="x.md"; filename*=UTF-8''%C3%9Cbersicht.md`,
  })

  expect(status).toBe(201)
  expect(body).toMatchObject({ filename: 'Übersicht.md', media_type: 'text/markdown' })
})

test('a bare body without a name is refused with a word on how to name it', async () => {
  const { status, body } = await tenant.call('POST', 'artifacts', bytesOf('nameless'), {
    'content-type': 'text/plain',
  })

  expect(status).toBe(422)
  expect(String(body.detail)).toContain('Content-Disposition')
})

test('the same content again is answered with the file that is there, under any name', async () => {
  const first = await upload({ 'minutes.txt': 'We agreed to meet again.' })

  const second = await upload({ 'copy of minutes.txt': 'We agreed to meet again.' })

  expect(second.status).toBe(200)
  expect(second.body).toMatchObject({
    id: first.body.id,
    filename: 'minutes.txt',
    duplicate_of: first.body.id,
  })
})

test('the same content uploaded many times at once becomes one file', async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) => upload({ [`race-${index}.txt`]: 'All at the same moment.' })),
  )

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 201])
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
})

test('after deletion the content may come again, and then the deleted file stays in the bin', async () => {
  const first = await upload({ 'draft.txt': 'Uploaded, deleted, uploaded.' })
  await tenant.call('DELETE', `artifacts/${String(first.body.id)}`)
  const second = await upload({ 'draft.txt': 'Uploaded, deleted, uploaded.' })

  const restored = await tenant.call('POST', `artifacts/${String(first.body.id)}/restore`)

  expect(second.status).toBe(201)
  expect(second.body.id).not.toBe(first.body.id)
  expect(restored.status).toBe(409)
  expect(String(restored.body.detail)).toContain(String(second.body.key))
})

test('several files of one form are answered as items, new and known ones together', async () => {
  await upload({ 'known.txt': 'Known before.' })

  const { status, body } = await upload({
    'new.txt': 'Not known before.',
    'known.txt': 'Known before.',
    'twice.txt': 'Not known before.',
  })

  const items = body.items as Record<string, unknown>[]
  expect(status).toBe(201)
  expect(items.map(({ filename, duplicate_of }) => [filename, duplicate_of !== undefined])).toEqual([
    ['new.txt', false],
    ['known.txt', true],
    ['new.txt', true],
  ])
})

test('a folder path is made once and files are found by it; an unknown folder is refused', async () => {
  const first = await upload({ 'a.txt': 'In a folder.' }, { folder: 'Contracts/2026' })
  const second = await upload({ 'b.txt': 'In the same folder.' }, { folder: '/Contracts/2026/' })
  const third = await upload({ 'c.txt': 'Named by id.' }, { folder_id: String(first.body.folder_id) })
  const nowhere = await upload({ 'd.txt': 'Nowhere.' }, { folder_id: crypto.randomUUID() })

  const folders = await tenant.call<{ items: { name: string; id: string; parent_id: string | null }[] }>(
    'GET',
    'artifact-folders?sort=number',
  )
  const found = await tenant.call<{ items: unknown[] }>(
    'GET',
    `artifacts?filter[folder_id]=${String(first.body.folder_id)}`,
  )
  expect(folders.body.items.map(({ name }) => name)).toEqual(['Contracts', '2026'])
  expect([second.body.folder_id, third.body.folder_id]).toEqual([first.body.folder_id, first.body.folder_id])
  expect(found.body.items).toHaveLength(3)
  expect(nowhere.status).toBe(422)
})

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\plan.txt', 'plan.txt'],
  ['..', 'file'],
  ['in\u0000vo\u001Fice\u202Efdp.txt', 'invoicefdp.txt'],
])('the hostile name %j is kept as %j', async (claimed, kept) => {
  const { status, body } = await tenant.call('POST', 'artifacts', bytesOf(`content for ${claimed}`), {
    'content-type': 'text/plain',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(claimed)}`,
  })

  expect(status).toBe(201)
  expect(body.filename).toBe(kept)
})

test('a viewer reads but cannot upload, add a version or retry', async () => {
  const { body } = await upload({ 'open.txt': 'For all to read.' })
  await installation.settle()
  const viewer = await installation.member(tenant, 'member', 'viewer')

  const refused = await Promise.all([
    upload({ 'x.txt': 'from a viewer' }, {}, viewer),
    viewer.call('POST', `artifacts/${String(body.id)}/versions`, form({ 'x.txt': 'from a viewer' })),
    viewer.call('POST', `artifacts/${String(body.id)}/retry`, {}),
  ])

  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403])
  expect((await viewer.call('GET', `artifacts/${String(body.id)}/text`)).body).toMatchObject({
    text: 'For all to read.',
  })
})

test('another tenant gets 404 for text, place, file, version and retry, by its own address and by ours', async () => {
  const { body } = await upload({ 'secret.txt': 'Ours alone.' })
  await installation.settle()
  const other = await installation.tenant()
  const id = String(body.id)
  const ours = `orgs/${tenant.org}/projects/${tenant.project}/artifacts/${id}`

  const answers = await Promise.all([
    other.call('GET', `artifacts/${id}/text`),
    other.call('GET', `artifacts/${id}/place?start=0&end=4`),
    other.call('GET', `artifacts/${id}/file`),
    other.call('POST', `artifacts/${id}/versions`, form({ 'x.txt': 'theirs' })),
    other.call('POST', `artifacts/${id}/retry`, {}),
    installation.call('GET', `${ours}/text`, { key: other.apiKey }),
    installation.call('GET', `${ours}/file`, { key: other.apiKey }),
  ])

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404, 404])
  expect((await upload({ 'same.txt': 'Ours alone.' }, {}, other)).body.duplicate_of).toBeUndefined()
})

test('words of a PDF are found on their page', async () => {
  const bytes = await pdfOf(
    [[{ text: 'First page', x: 72, y: 700 }], [{ text: 'The budget is approved', x: 72, y: 600 }]],
    { title: 'Budget' },
  )
  const { body } = await upload({ 'budget.pdf': bytes })
  await installation.settle()
  const { body: text } = await tenant.call<TextAnswer>('GET', `artifacts/${String(body.id)}/text`)
  const start = text.text.indexOf('budget')

  const place = await tenant.call<{ page: number; boxes: { x: number }[] }>(
    'GET',
    `artifacts/${String(body.id)}/place?start=${start}&end=${start + 6}`,
  )

  expect(place.body).toMatchObject({ page: 2, cell: null })
  expect(place.body.boxes).toHaveLength(1)
  expect(place.body.boxes[0]?.x).toBeGreaterThan(72)
  expect((await tenant.call('GET', `artifacts/${String(body.id)}`)).body).toMatchObject({
    format: 'pdf',
    page_count: 2,
    document_date: expect.stringMatching(/^2024-03/),
  })
})

test('a folder cannot be moved into itself, by way of others neither', async () => {
  const { body } = await upload({ 'deep.txt': 'Deep down.' }, { folder: 'Outer/Inner' })
  const inner = (await tenant.call('GET', `artifact-folders/${String(body.folder_id)}`)).body

  const moved = await tenant.call('PATCH', `artifact-folders/${String(inner.parent_id)}`, {
    parent_id: inner.id,
  })

  expect(moved.status).toBe(409)
})
