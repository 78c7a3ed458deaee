import { PNG } from 'pngjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { pdfOf, zipOf } from './reading/testing/documents.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation({ ARCHIVE_MAX_DEPTH: '2', ARCHIVE_MAX_FILES: '5' })
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const upload = async (name: string, bytes: Uint8Array | string): Promise<string> => {
  const body = new FormData()
  body.append('file', new Blob([typeof bytes === 'string' ? bytes : Uint8Array.from(bytes)]), name)
  const { body: made } = await tenant.call('POST', 'artifacts', body)
  await installation.settle()
  return String(made.id)
}
const listed = z.object({
  items: z.array(
    z.object({ relation: z.string(), direction: z.string(), other: z.object({ label: z.string() }) }),
  ),
})
const named = z.object({ items: z.array(z.object({ filename: z.string() })) })
const linksOf = async (id: string): Promise<string[][]> => {
  const { body } = await tenant.call('GET', `artifacts/${id}/links`)
  return listed
    .parse(body)
    .items.map(({ relation, direction, other }) => [relation, direction, other.label])
    .toSorted()
}

test('members of an archive become files that lie in it', async () => {
  const id = await upload(
    'papers.zip',
    zipOf({ 'plan/a.txt': 'Plan A is to move.', 'b.txt': 'Plan B is to stay.' }),
  )

  expect(await linksOf(id)).toEqual([
    ['contained_in', 'in', 'a.txt'],
    ['contained_in', 'in', 'b.txt'],
  ])
  expect((await tenant.call('GET', `artifacts/${id}`)).body).toMatchObject({
    state: 'processed',
    format: 'zip',
  })
})

test('archives inside of each other are unpacked as deep as is allowed', async () => {
  const inmost = zipOf({ 'deep.txt': 'Too deep to be found.' })
  await upload('outer.zip', zipOf({ 'middle.zip': zipOf({ 'inner.zip': inmost }) }))

  const { body } = await tenant.call('GET', 'artifacts?limit=200')
  const names = named.parse(body).items.map(({ filename }) => filename)
  expect(names).toEqual(expect.arrayContaining(['outer.zip', 'middle.zip', 'inner.zip']))
  expect(names).not.toContain('deep.txt')
})

const mail = (id: string, subject: string, answers?: string): string =>
  [
    'From: Ana <ana@example.org>',
    `Subject: ${subject}`,
    `Message-ID: <${id}@example.org>`,
    ...(answers ? [`In-Reply-To: <${answers}@example.org>`] : []),
    'Date: Tue, 3 Mar 2026 10:00:00 +0000',
    '',
    `About ${subject}.`,
    '',
  ].join('\r\n')

test('mails of one thread are joined, whichever comes first', async () => {
  const answer = await upload('2.eml', mail('two', 'Re: Offer', 'one'))
  const first = await upload('1.eml', mail('one', 'Offer'))
  await upload('3.eml', mail('three', 'Re: Re: Offer', 'two'))

  expect(await linksOf(answer)).toEqual([
    ['replies_to', 'in', '3.eml'],
    ['replies_to', 'out', '1.eml'],
  ])
  expect(await linksOf(first)).toEqual([['replies_to', 'in', '2.eml']])
})

test('a page of a PDF is drawn; a page that is not there, and a file without pages, say so', async () => {
  const id = await upload('paper.pdf', await pdfOf([[{ text: 'One page only.', x: 72, y: 700 }]]))
  const text = await upload('note.txt', 'No pages here.')
  const get = (path: string): Promise<Response> =>
    fetch(`${installation.url}/api/v1/orgs/${tenant.org}/projects/${tenant.project}/artifacts/${path}`, {
      headers: { authorization: `Bearer ${tenant.apiKey}` },
    })

  const drawn = await get(`${id}/pages/1/picture?width=306`)

  expect(drawn.headers.get('content-type')).toBe('image/png')
  const png = Buffer.from(await drawn.arrayBuffer())
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([306, 396])
  expect((await get(`${id}/pages/2/picture`)).status).toBe(404)
  expect((await get(`${text}/pages/1/picture`)).status).toBe(404)

  // a picture without words cannot be read, and can be looked at all the same
  const blank = new PNG({ width: 40, height: 30 })
  const seen = await upload('blank.png', PNG.sync.write(blank))
  expect((await tenant.call('GET', `artifacts/${seen}`)).body.state).toBe('failed')
  expect((await get(`${seen}/pages/1/picture`)).headers.get('content-type')).toBe('image/png')
})
