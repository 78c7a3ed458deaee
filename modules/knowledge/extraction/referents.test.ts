import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'

interface Referent {
  id: string
  key: string
  type: string
  name: string
  state: string
  email: string | null
  handle: string | null
}
interface Mention {
  finding_id: string
  artifact_id: string
  filename: string
  name: string
  resolution_confidence: number
  reasons: string[]
}

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
})
beforeEach(async () => {
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

const add = async (filename: string, text: string): Promise<string> => {
  const { body } = await tenant.call<{ items: { id: string }[] }>('POST', 'artifacts', Buffer.from(text), {
    'content-type': 'text/markdown',
    'content-disposition': `attachment; filename="${filename}"`,
  })
  await installation.settle()
  return body.items?.[0]?.id ?? ''
}
const people = async (name: string): Promise<Referent[]> =>
  (await tenant.call<{ items: Referent[] }>('GET', 'referents?limit=200&sort=number')).body.items.filter(
    (each) => each.type === 'person' && each.name === name,
  )
const mentions = async (key: string): Promise<Mention[]> =>
  (await tenant.call<{ items: Mention[] }>('GET', `referents/${key}/mentions`)).body.items

const first =
  '## Present\n\n- Mara Lindqvist <mara@northwind.example> (chair)\n- Tomas Okafor @tokafor (sponsor)\n'
const second = '## Present\n\n- M. Lindqvist <mara@northwind.example>\n- Tomas Okafor\n'

test('a person whom two files name is one record, with what each file knew and why it was taken to be the same', async () => {
  await add('first.md', first)
  await add('second.md', second)

  const [mara] = await people('Mara Lindqvist')
  const found = await mentions(mara?.key ?? '')

  expect(await people('Tomas Okafor')).toHaveLength(1)
  expect(mara).toMatchObject({ email: 'mara@northwind.example', state: 'active' })
  expect(found.map(({ filename }) => filename).toSorted()).toEqual(['first.md', 'second.md'])
  expect(found.find(({ filename }) => filename === 'second.md')).toMatchObject({
    reasons: expect.arrayContaining(['same mail address']),
    resolution_confidence: 0.98,
  })
})

test('people of one name at different addresses stay apart until somebody merges them, and a merge can be taken back', async () => {
  await add('first.md', '## Present\n\n- Mara Lindqvist <mara@northwind.example> (chair, Northwind Ltd)\n')
  await add('second.md', '## Present\n\n- Mara Lindqvist <ml@contoso.example> (chair, Contoso Ltd)\n')
  const [one, other] = await people('Mara Lindqvist')

  const merged = await tenant.call('POST', `referents/${other?.key}/merge`, {
    into: one?.key,
    reason: 'she changed her employer',
  })
  const together = await mentions(one?.key ?? '')
  const undone = await tenant.call('POST', `referents/${other?.key}/unmerge`, {
    reason: 'two people after all',
  })
  const history = await tenant.call<{ items: { reason: string | null }[] }>(
    'GET',
    `referents/${other?.key}/history`,
  )

  expect(merged.body).toMatchObject({ state: 'merged', merged_into: one?.id })
  expect(together).toHaveLength(2)
  expect(undone.body).toMatchObject({ state: 'active', merged_into: null })
  expect(await mentions(one?.key ?? '')).toHaveLength(1)
  expect(history.body.items.length).toBeGreaterThanOrEqual(3)
})

test('a record is not merged into itself, into a place or into one that is merged already', async () => {
  await add('first.md', first)
  const [mara] = await people('Mara Lindqvist')
  const [tomas] = await people('Tomas Okafor')
  const merge = (key: string | undefined, into: string | undefined) =>
    tenant.call<{ code: string }>('POST', `referents/${key}/merge`, { into, reason: 'a try' })

  expect((await merge(mara?.key, mara?.key)).body.code).toBe('same-record')
  await merge(mara?.key, tomas?.key)
  expect((await merge(tomas?.key, mara?.key)).body.code).toBe('not-active')
  expect((await merge(mara?.key, tomas?.key)).status).toBe(403)
})

test('findings that mean somebody else are split off, and that holds when the file is read again', async () => {
  await add('first.md', first)
  const file = await add('second.md', second)
  const [tomas] = await people('Tomas Okafor')
  const wrong = (await mentions(tomas?.key ?? '')).filter(({ filename }) => filename === 'second.md')

  const split = await tenant.call('POST', `referents/${tomas?.key}/split`, {
    finding_ids: wrong.map(({ finding_id }) => finding_id),
    reason: 'his brother',
  })
  await tenant.call('POST', `artifacts/${file}/extract`, {})
  await installation.settle()
  const apart = await people('Tomas Okafor')

  expect(split.status).toBe(200)
  expect(apart).toHaveLength(2)
  expect((await mentions(apart[1]?.key ?? ''))[0]).toMatchObject({
    filename: 'second.md',
    reasons: ['decided by a person'],
  })
  expect(await mentions(tomas?.key ?? '')).toHaveLength(1)
})

test('organizations and places of the files are records as well', async () => {
  await add(
    'note.md',
    'The contract with Northwind Logistics Ltd was signed in Hamburg, Germany. Northwind Logistics Ltd delivers.',
  )

  const { items } = (await tenant.call<{ items: Referent[] }>('GET', 'referents')).body

  expect(items.map(({ type, name }) => `${type} ${name}`)).toEqual(
    expect.arrayContaining(['organization Northwind Logistics Ltd', 'place Hamburg', 'place Germany']),
  )
})
