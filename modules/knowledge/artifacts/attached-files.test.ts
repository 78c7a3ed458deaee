import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

let installation: TestInstallation
let tenant: Tenant
let viewer: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  viewer = await installation.member(tenant, 'viewer')
})
afterAll(() => installation.close())

const made = z.object({ id: z.uuid(), key: z.string() })
const links = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      relation: z.string(),
      direction: z.string(),
      other: z.object({ kind: z.string(), label: z.string() }),
      created_by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    }),
  ),
})

const risk = async (by: Tenant = tenant) =>
  made.parse((await by.call('POST', 'risks', { title: 'A risk', probability: 'low', impact: 'high' })).body)
const sent = (by: Tenant, text: string, attachedTo: string) => {
  const body = new FormData()
  body.append('attached_to', attachedTo)
  body.append('file', new Blob([text]), 'offer.md')
  return by.call('POST', 'artifacts', body)
}
const filesOf = async (key: string, asOf?: string) => {
  const query = asOf === undefined ? '' : `?as_of=${encodeURIComponent(asOf)}`
  const { body } = await tenant.call('GET', `risks/${key}/links${query}`)
  return links.parse(body).items.filter(({ relation }) => relation === 'attached_to')
}

test('a file that is uploaded onto a record is one of the library, linked to the record in the same change', async () => {
  const { key } = await risk()
  const answer = await sent(tenant, 'The offer says 40,000 EUR.', key)

  expect(answer.status).toBe(201)
  const [file, ...more] = await filesOf(key)
  expect(more).toEqual([])
  expect(file).toMatchObject({
    direction: 'in',
    other: { kind: 'artifact', label: 'offer.md' },
    created_by: { id: tenant.userId },
  })
  await installation.settle()
  expect((await tenant.call('GET', `artifacts/${String(answer.body.id)}`)).body.state).toBe('processed')
})

test('a large file that comes in parts is attached when its last part has come', async () => {
  const { key } = await risk()
  const text = Buffer.from('A large offer in parts.')
  const begun = await tenant.call('POST', 'artifact-uploads', {
    filename: 'large.txt',
    size_bytes: text.length,
    attached_to: key,
  })
  expect(await filesOf(key)).toEqual([])
  await tenant.call('PATCH', `artifact-uploads/${String(begun.body.id)}`, text, {
    'content-type': 'application/offset+octet-stream',
    'upload-offset': '0',
  })

  expect((await filesOf(key)).map(({ other }) => other.label)).toEqual(['large.txt'])
})

test('what is there already is attached and not stored again; detaching is undone; the past knows what was attached', async () => {
  const { key } = await risk()
  const first = await sent(tenant, 'One and the same.', key)
  const second = await sent(tenant, 'One and the same.', key)
  expect(second.body).toMatchObject({ id: first.body.id, duplicate_of: first.body.id })
  const [file] = await filesOf(key)
  const attached = new Date().toISOString()
  const gone = await tenant.call('DELETE', `risks/${key}/links/${file?.id}`)
  const detached = new Date().toISOString()
  expect(await filesOf(key)).toEqual([])
  expect(await filesOf(key, attached)).toEqual([file])

  await tenant.call('POST', `changes/${gone.headers.get('x-request-id')}/undo`)
  expect(await filesOf(key)).toEqual([file])
  expect(await filesOf(key, detached)).toEqual([])
  expect(await filesOf(key, attached)).toEqual([file])
})

test('a file that is attached to a record several times at the same moment is one file with one link', async () => {
  const { key } = await risk()
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => sent(tenant, 'Sent six times at once.', key)),
  )
  const ids = new Set(answers.map(({ body }) => body.id))
  const [id] = ids
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 201])
  expect(ids.size).toBe(1)
  expect((await filesOf(key)).map(({ other }) => other.label)).toEqual(['offer.md'])

  const other = await risk()
  const linked = await Promise.all(
    Array.from({ length: 6 }, () =>
      tenant.call('POST', `artifacts/${String(id)}/links`, { relation: 'attached_to', target_id: other.id }),
    ),
  )
  expect(new Set(linked.map(({ body }) => body.id)).size).toBe(1)
  expect(linked.every(({ status }) => status < 300)).toBe(true)
  expect(await filesOf(other.key)).toHaveLength(1)
})

test('who may only read a record sees its files and attaches none', async () => {
  const { key } = await risk()
  await sent(tenant, 'For all to read.', key)

  expect((await sent(viewer, 'Not for long.', key)).status).toBe(403)
  const { body } = await viewer.call('GET', `risks/${key}/links`)
  expect(links.parse(body).items.map(({ other }) => other.label)).toEqual(['offer.md'])
})

test('nothing is attached to the record of another tenant or of a project that one does not see, and nothing is stored', async () => {
  const { id, key } = await risk()
  const other = await installation.tenant()
  for (const target of [id, key, 'RISK-999', 'nonsense']) {
    expect((await sent(other, `For ${target}`, target)).status).toBe(404)
    const announced = { filename: 'x.txt', size_bytes: 5, attached_to: target }
    expect((await other.call('POST', 'artifact-uploads', announced)).status).toBe(404)
  }
  expect((await other.call('GET', 'artifacts')).body.items).toEqual([])
  expect(await filesOf(key)).toEqual([])
})
