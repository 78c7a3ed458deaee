import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import type { Sql } from '../db/index.ts'
import {
  createSealer,
  openBeside,
  proofLines,
  proofText,
  sealedBeside,
  verifyChain,
  verifyProof,
} from '../ledger/index.ts'
import { tablesWith } from './testing.ts'

interface Report {
  id: string
  repeated: boolean
  erased: Record<string, number>
  sources: { id: string; label: string }[]
  remains: { table: string; rows: number }[]
  code?: string
}

let installation: TestInstallation
let sql: Sql

beforeAll(async () => {
  installation = await openTestInstallation()
  sql = installation.house.database.sql('maintenance')
})
afterAll(() => installation.close())

const seal = (): Promise<number> => createSealer(installation.house).sealOnce()
const verify = (tenant: Tenant) =>
  verifyChain(sql, { orgId: tenant.orgId, vault: installation.house.vault, blobs: installation.house.blobs })
const erase = (tenant: Tenant, body: object) =>
  installation.call<Report>('POST', `orgs/${tenant.org}/erasures`, { key: tenant.apiKey, body })

/** A tenant with a file that names one person, whose record was given another name and address by hand. */
const withPerson = async (): Promise<Tenant> => {
  const tenant = await installation.tenant()
  await tenant.call(
    'POST',
    'artifacts',
    Buffer.from('## Present\n\n- Mara Lindqvist <mara@northwind.example> (chair)\n'),
    {
      'content-type': 'text/markdown',
      'content-disposition': 'attachment; filename="minutes.md"',
    },
  )
  await installation.settle()
  await tenant.call('POST', 'referents/WHO-1/watch')
  const edited = await tenant.call(
    'PATCH',
    'referents/WHO-1',
    { name: 'Quirina Vandersloot', email: 'quirina@vandersloot.example', handle: '@quirivan' },
    { 'x-request-id': `edit-${tenant.org}`, 'idempotency-key': 'one' },
  )
  expect(edited.status).toBe(200)
  await installation.settle()
  await seal()
  return tenant
}
const person = async (tenant: Tenant): Promise<string> =>
  String((await tenant.call('GET', 'referents/WHO-1')).body.id)
const planted = ['Quirina', 'Vandersloot', 'quirivan']
const history = async (tenant: Tenant) =>
  JSON.stringify((await tenant.call('GET', 'referents/WHO-1/history')).body.items)

test('sealed entries hold no personal value, and yet history, past states and the list of the log show them', async () => {
  const tenant = await withPerson()
  const before = new Date().toISOString()
  await tenant.call('PATCH', 'referents/WHO-1', { name: 'Another Name' })
  await seal()

  const [raw] = await sql.query<{ text: string }>(
    'select string_agg(l::text, null) as text from audit_log l where org_id = $1',
    [tenant.orgId],
  )
  const [beside] = await sql.query<{ text: string }>(
    'select string_agg(v::text, null) as text from personal_values v where org_id = $1',
    [tenant.orgId],
  )
  const list = await installation.call('GET', `orgs/${tenant.org}/audit?table=referents`, {
    key: tenant.apiKey,
  })
  const past = await tenant.call('GET', `referents/WHO-1?as_of=${before}`)

  expect(raw?.text).not.toMatch(/Quirina|vandersloot|quirivan|127\.0\.0\.1/i)
  expect(beside?.text).not.toMatch(/Quirina|vandersloot|quirivan|127\.0\.0\.1/i)
  expect(await history(tenant)).toContain('Quirina Vandersloot')
  expect(past.body).toMatchObject({ name: 'Quirina Vandersloot', email: 'quirina@vandersloot.example' })
  expect(JSON.stringify(list.body)).toContain('quirina@vandersloot.example')
  expect((list.body.items as { ip: string }[])[0]?.ip).toMatch(/127\.0\.0\.1|::1/)
  expect(await verify(tenant)).toMatchObject({ ok: true, problems: [] })
})

test('what was personal is put back by undo while it can be read, and a later change of it still stands in the way', async () => {
  const tenant = await withPerson()
  const undo = () => tenant.call('POST', `changes/edit-${tenant.org}/undo`)

  await tenant.call(
    'PATCH',
    'referents/WHO-1',
    { name: 'Another Name' },
    { 'x-request-id': `later-${tenant.org}` },
  )
  await seal()
  const hindered = await undo()
  const first = await tenant.call('POST', `changes/later-${tenant.org}/undo`)
  const undone = await undo()

  expect(hindered.body).toMatchObject({ code: 'changed-since', errors: [{ path: 'WHO-1.name' }] })
  expect(first.body).toMatchObject({ records: [{ key: 'WHO-1' }] })
  expect(undone.body).toMatchObject({ records: [{ key: 'WHO-1' }] })
  expect((await tenant.call('GET', 'referents/WHO-1')).body).toMatchObject({
    name: 'Mara Lindqvist',
    email: 'mara@northwind.example',
    handle: null,
  })
})

test('an erased person is in no row any more, the chain still holds, and what was said of them reads as erased', async () => {
  const tenant = await withPerson()
  const before = new Date().toISOString()
  const id = await person(tenant)

  const report = await erase(tenant, { record: id, reason: 'asked by letter' })
  await installation.settle()
  await seal()

  expect(report.status).toBe(200)
  expect(report.body).toMatchObject({
    repeated: false,
    erased: { referents: 1, artifact_persons: 1 },
    sources: [{ label: 'minutes.md' }],
  })
  expect(await tablesWith(sql, tenant.orgId, planted)).toEqual([])
  expect(await verify(tenant)).toMatchObject({ ok: true, problems: [] })
  expect((await tenant.call('GET', 'referents/WHO-1')).body).toMatchObject({ name: '[erased]', email: null })
  expect((await tenant.call('GET', `referents/WHO-1?as_of=${before}`)).body).toMatchObject({
    name: '[erased]',
  })
  expect(await history(tenant)).toContain('"before":"[erased]"')
  const undone = await tenant.call('POST', `changes/edit-${tenant.org}/undo`)
  expect(undone.body).toMatchObject({ status: 409, code: 'erased' })
})

test('erasing again is no error and changes nothing; the list tells who erased what and why', async () => {
  const tenant = await withPerson()
  const id = await person(tenant)

  const first = await erase(tenant, { record: id, reason: 'asked by letter' })
  const again = await erase(tenant, { record: id, reason: 'asked once more' })
  const list = await installation.call('GET', `orgs/${tenant.org}/erasures`, { key: tenant.apiKey })

  expect(again.body).toMatchObject({ repeated: true, id: first.body.id })
  expect(list.body.items).toMatchObject([
    { id: first.body.id, about: 'record', reason: 'asked by letter', erased_by: tenant.userId },
  ])
  expect(Object.keys(list.body.items as object[])).toHaveLength(1)
})

test('a file of entries is proved with the values that still exist, after an erasure without them, and not with others', async () => {
  const tenant = await withPerson()
  const linesOf = async (beside = openBeside(sql, installation.house.vault, tenant.orgId)) => {
    const lines = proofLines(sql, tenant.orgId, {}, { beside })
    const pieces = await Array.fromAsync(proofText(tenant.orgId, lines))
    return Buffer.concat(pieces).toString('utf8')
  }
  const check = (text: string) => verifyProof(createInterface({ input: Readable.from(text) }))

  const whole = await linesOf()
  const kept = await linesOf(sealedBeside(sql, tenant.orgId))
  await erase(tenant, { record: await person(tenant), reason: 'asked by letter' })
  await seal()
  const erased = await linesOf()

  expect(whole).toContain('Quirina')
  expect(kept).not.toContain('Quirina')
  expect(erased).not.toContain('Quirina')
  expect((await check(whole)).problems).toEqual([])
  expect((await check(kept)).problems).toEqual([])
  expect((await check(erased)).problems).toEqual([])
  expect((await check(whole.replace('Quirina', 'Quirino'))).problems).toEqual([
    expect.stringMatching(/personal value beside it that is not what was entered/),
  ])
})

test.each([
  [
    'exchanged for another',
    `update personal_values v set ciphertext = (select ciphertext from personal_values w where w.org_id = v.org_id and w.subject_id = v.subject_id and w.digest <> v.digest limit 1) where org_id = $1 and subject_id = $2`,
  ],
  ['deleted without an erasure', 'delete from personal_values where org_id = $1 and subject_id = $2'],
  ['left without its key', 'delete from personal_keys where org_id = $1 and subject_id = $2'],
])('a value beside the log that was %s is found', async (_how, statement) => {
  const tenant = await withPerson()
  const id = await person(tenant)

  await sql.query(statement, [tenant.orgId, id])

  const { ok, problems } = await verify(tenant)
  expect(ok).toBe(false)
  expect(new Set(problems.map(({ problem }) => problem))).toEqual(new Set(['personal']))
  const over = await installation.call('GET', `orgs/${tenant.org}/audit/verify`, { key: tenant.apiKey })
  expect(over.body).toMatchObject({ ok: false })
})

test('only administrators erase, only in their own organization, and only what holds personal data', async () => {
  const tenant = await withPerson()
  const id = await person(tenant)
  const stranger = await installation.tenant()
  const member = await installation.member(tenant, 'member', 'admin')
  const outsider = await installation.member(tenant, 'member')
  const risk = await tenant.call('POST', 'risks', { title: 'A risk', probability: 'low', impact: 'low' })
  const reason = 'not mine to erase'

  expect((await erase(stranger, { record: id, reason })).status).toBe(404)
  expect((await erase({ ...stranger, org: tenant.org }, { record: id, reason })).status).toBe(404)
  for (const each of [member, outsider]) expect((await erase(each, { record: id, reason })).status).toBe(403)
  expect((await erase(tenant, { record: risk.body.id, reason })).body).toMatchObject({ code: 'not-personal' })
  expect((await erase(tenant, { record: id })).status).toBe(422)
  expect((await erase(tenant, { record: id, account: tenant.userId, reason })).status).toBe(422)
  expect(await history(tenant)).toContain('Quirina Vandersloot')
})

test('what is the same person is erased together, merged records too', async () => {
  const tenant = await withPerson()
  await tenant.call(
    'POST',
    'artifacts',
    Buffer.from('## Present\n\n- Petronella Ashdown <pa@ashdown.example>\n'),
    {
      'content-type': 'text/markdown',
      'content-disposition': 'attachment; filename="more.md"',
    },
  )
  await installation.settle()
  await tenant.call('POST', 'referents/WHO-2/merge', { into: await person(tenant), reason: 'she married' })
  await seal()

  const report = await erase(tenant, { record: await person(tenant), reason: 'asked by letter' })

  expect(report.body.erased).toMatchObject({ referents: 2, artifact_persons: 2 })
  expect(report.body.sources.map(({ label }) => label)).toEqual(['minutes.md', 'more.md'])
  expect(report.body.remains.map(({ table }) => table)).toContain('artifact_texts')
  expect((await tenant.call('GET', 'referents/WHO-2')).body).toMatchObject({ name: '[erased]' })
})
