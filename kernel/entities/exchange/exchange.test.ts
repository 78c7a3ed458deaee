import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { readCsv } from './csv.ts'

let installation: TestInstallation
let tenant: Tenant

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
})
afterAll(() => installation.close())

interface Report {
  rows: number
  created: number
  first_key: string | null
  last_key: string | null
  ignored: string[]
  errors: { row: number; field: string; message: string; path: string }[]
}

const take = (
  text: string,
  options: { to?: Tenant; query?: string; type?: string; collection?: string } = {},
) =>
  (options.to ?? tenant).call<Report>(
    'POST',
    `${options.collection ?? 'risks'}/import${options.query ?? ''}`,
    new TextEncoder().encode(text),
    { 'content-type': options.type ?? 'text/csv' },
  )
const out = async (
  from: Tenant,
  query: string,
  collection = 'risks',
): Promise<{ text: string; headers: Headers; status: number }> => {
  const answer = await fetch(
    `${installation.url}/api/v1/orgs/${from.org}/projects/${from.project}/${collection}/export?${query}`,
    { headers: { authorization: `Bearer ${from.apiKey}` } },
  )
  return { text: await answer.text(), headers: answer.headers, status: answer.status }
}

type Item = Record<string, unknown>
const own = ({
  id: _id,
  project_id: _project,
  created_at: _c,
  created_by: _cb,
  updated_at: _u,
  updated_by: _ub,
  version: _v,
  tags: _tags,
  ...fields
}: Item): Item => fields
const items = async (from: Tenant): Promise<Item[]> =>
  (JSON.parse((await out(from, 'format=json')).text) as { items: Item[] }).items.map(own)

const line = fc
  .string({
    unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\t', '\r', '\n', 'ä', '5', ' ', 'x'),
    minLength: 1,
    maxLength: 12,
  })
  .filter((text) => text.trim() !== '')
const level = fc.constantFrom('very_low', 'low', 'medium', 'high', 'very_high')
const loss = fc.constantFrom({}, { loss_low: '0.10', loss_high: '9999999999999999.99', currency: 'EUR' })
const aRisk = fc
  .tuple(
    fc.record({
      title: line,
      description: fc.option(line),
      probability: level,
      impact: level,
      target_closure_on: fc.constantFrom(null, '2026-03-31'),
    }),
    loss,
  )
  .map(([risk, money]) => ({ ...risk, ...money }))

test('records that were exported and imported elsewhere are the same, as CSV and as JSON', async () => {
  const rows = fc.sample(aRisk, { numRuns: 120, seed: 7 })
  const made = await take(JSON.stringify(rows), { type: 'application/json' })
  expect(made.body).toMatchObject({ created: 120, first_key: 'RISK-1', last_key: 'RISK-120', errors: [] })
  const [byCsv, byJson] = [await installation.tenant(), await installation.tenant()]

  const csv = await take((await out(tenant, 'format=csv')).text, { to: byCsv })
  const json = await take((await out(tenant, 'format=json')).text, { to: byJson, type: 'application/json' })

  expect([csv.status, json.status]).toEqual([201, 201])
  expect(csv.body.ignored).toContain('score')
  const before = await items(tenant)
  expect(before.map(({ title }) => title)).toEqual(rows.map(({ title }) => title.trim()))
  expect(await items(byCsv)).toEqual(before)
  expect(await items(byJson)).toEqual(before)
})

test('an export of more than a page is whole, and its cells are no formulas', async () => {
  const place = await installation.tenant()
  const rows = Array.from({ length: 1_203 }, (_, index) => ({
    title: `=HYPERLINK("${index}")`,
    description: '-5',
    probability: 'low',
    impact: 'low',
  }))
  await take(JSON.stringify({ items: rows }), { to: place, type: 'application/json' })

  const { text, headers } = await out(place, 'format=csv')

  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
  expect(headers.get('content-disposition')).toBe('attachment; filename="risks.csv"')
  expect(readCsv(text).rows).toHaveLength(1_203)
  expect(text.split('\r\n')[1]).toContain(`"'=HYPERLINK(""0"")"`)
  expect(text.split('\r\n')[1]).toContain(',-5,')
})

test('an export obeys filters as lists do, and refuses wrong ones before it begins', async () => {
  const place = await installation.tenant()
  await take('title,probability,impact\nA,high,high\nB,low,low\nC,medium,low\n', { to: place })
  const titles = async (query: string): Promise<string[]> =>
    (JSON.parse((await out(place, query)).text) as { items: { title: string }[] }).items.map(
      ({ title }) => title,
    )

  expect(await titles('format=json&filter[impact]=low')).toEqual(['B', 'C'])
  expect(await titles('format=json&filter[score][gte]=2&filter[score][lt]=16')).toEqual(['B', 'C'])
  expect(await titles('format=json&q=a')).toEqual(['A'])
  for (const wrong of ['filter[color]=red', 'format=xml', 'page=2', 'filter[score][near]=3'])
    expect((await out(place, wrong)).status, wrong).toBe(422)
})

test('every wrong cell is named with its row and field, and nothing is written', async () => {
  const place = await installation.tenant()
  const text = `title,probability,impact,owner_id,loss_low\r\nGood,high,low,,\r\n,high,low,,\r\nBad,always,low,${tenant.userId},much\r\n`

  const dry = await take(text, { to: place, query: '?dry_run=1' })
  const real = await take(text, { to: place })

  expect(dry.status).toBe(200)
  expect(dry.body).toMatchObject({ dry_run: true, rows: 3, created: 0 })
  expect(dry.body.errors.map(({ row, field }) => `${row} ${field}`).toSorted()).toEqual([
    '2 title',
    '3 loss_low',
    '3 probability',
  ])
  expect(real.status).toBe(422)
  expect(real.body.errors.map(({ path }) => path).toSorted()).toEqual([
    'rows.2.title',
    'rows.3.loss_low',
    'rows.3.probability',
  ])
  const stranger = await take(`title,probability,impact,owner_id\nX,low,low,${tenant.userId}\n`, {
    to: place,
  })
  expect(stranger.body.errors).toEqual([
    { path: 'rows.1.owner_id', message: 'is not a member of this organization' },
  ])
  expect(await items(place)).toEqual([])
})

test('a row that only the database refuses is named too', async () => {
  const place = await installation.tenant()
  const text = `title,probability,impact,loss_low,loss_high,currency\n${'A,low,low,1,2,EUR\n'.repeat(70)}B,low,low,5,2,EUR\n${'C,low,low,1,2,EUR\n'.repeat(9)}`

  const dry = await take(text, { to: place, query: '?dry_run=1' })
  const real = await take(text, { to: place })

  expect(dry.body.errors).toMatchObject([{ row: 71, field: 'loss_high' }])
  expect([real.status, real.body.errors[0]?.path]).toEqual([422, 'rows.71.loss_high'])
  expect(await items(place)).toEqual([])
})

test('a dry run writes nothing and takes no number', async () => {
  const place = await installation.tenant()
  const text = '\ufefftitle,probability,impact\nA,high,high\n'

  expect((await take(text, { to: place, query: '?dry_run=1' })).body).toMatchObject({
    rows: 1,
    created: 0,
    errors: [],
  })
  expect((await take(text, { to: place })).body).toMatchObject({ created: 1, first_key: 'RISK-1' })
})

test('headers that are no fields, too many rows, broken text and no rows are refused', async () => {
  const tooMany = `title,probability,impact\n${'A,low,low\n'.repeat(5_001)}`
  const texts = [
    'title,colour\nA,red\n',
    'title,title\nA,B\n',
    tooMany,
    'title,impact\n"A,low\n',
    '',
    'title\n',
  ]
  for (const text of texts) expect((await take(text)).status, text.slice(0, 40)).toBe(422)
  expect((await take('{"items": 3}', { type: 'application/json' })).status).toBe(422)
  const latin = await tenant.call('POST', 'risks/import', new Uint8Array([0x74, 0xe4]), {
    'content-type': 'text/csv',
  })
  expect(latin.status).toBe(422)
})

test('an import that is sent twice with one key happens once', async () => {
  const place = await installation.tenant()
  const send = () =>
    place.call<Report>(
      'POST',
      'risks/import',
      new TextEncoder().encode('title,probability,impact\nA,low,low\n'),
      { 'content-type': 'text/csv', 'idempotency-key': 'import' },
    )
  const [first, second] = [await send(), await send()]

  expect(second).toMatchObject({ status: 201, body: first.body })
  expect(second.headers.get('idempotency-replayed')).toBe('true')
  expect(await items(place)).toHaveLength(1)
})

test('who may not create cannot import; an imported record has a history and tells its event', async () => {
  const viewer = await installation.member(tenant, 'viewer')
  expect((await take('title,probability,impact\nA,low,low\n', { to: viewer })).status).toBe(403)

  const { body } = await take('title,priority,severity\nFirst,high,high\nSecond,low,low\n', {
    collection: 'issues',
    query: '?reason=moved%20here',
  })

  expect(body).toMatchObject({ created: 2, first_key: 'ISS-1', last_key: 'ISS-2' })
  const history = await tenant.call<{ items: { action: string; reason: string; actor: { id: string } }[] }>(
    'GET',
    'issues/ISS-2/history',
  )
  expect(history.body.items).toMatchObject([
    { action: 'create', reason: 'moved here', actor: { id: tenant.userId } },
  ])
  const events = await installation.house.database
    .sql('maintenance')
    .query(`select 1 from events where org_id = $1 and type = 'issue.created.v1'`, [tenant.orgId])
  expect(events).toHaveLength(2)
})
