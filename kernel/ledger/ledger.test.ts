import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import type { Sql } from '../db/index.ts'
import { entryColumns } from './entry.ts'
import { createSealer, heads, verifyAgainst, verifyChain, type ChainReport, type Sealer } from './index.ts'

let installation: TestInstallation
let sealer: Sealer
let sql: Sql

beforeAll(async () => {
  installation = await openTestInstallation()
  sealer = createSealer(installation.house)
  sql = installation.house.database.sql('maintenance')
})
afterAll(() => installation.close())

const raise = (tenant: Tenant, title: string) =>
  tenant.call('POST', 'risks', { title, probability: 'high', impact: 'medium' })

/** An organization with eight risks, all sealed. */
const sealedTenant = async (): Promise<Tenant> => {
  const tenant = await installation.tenant()
  for (let n = 1; n <= 8; n += 1) await raise(tenant, `Risk ${n}`)
  await sealer.sealOnce()
  return tenant
}

/** Does what only the owner of the tables can do, and only after switching the guards off. */
const tamper = (text: string, params: readonly unknown[]): Promise<void> =>
  installation.house.database.as('owner', async (tx) => {
    for (const table of ['audit_log', 'audit_chain']) {
      await tx.query(`alter table ${table} disable trigger append_only`)
      await tx.query(`alter table ${table} disable row level security`)
    }
    const rows = await tx.query(text, params)
    expect(rows.length).toBeGreaterThan(0)
    for (const table of ['audit_log', 'audit_chain']) {
      await tx.query(`alter table ${table} enable trigger append_only`)
      await tx.query(`alter table ${table} enable row level security`)
    }
  })

const entryAt = async (tenant: Tenant, seq: number): Promise<string> => {
  const [row] = await sql.query<{ entry_id: string }>(
    'select entry_id from audit_chain where org_id = $1 and seq = $2',
    [tenant.orgId, seq],
  )
  return row?.entry_id ?? ''
}

test('an untouched chain holds and counts every entry', async () => {
  const tenant = await sealedTenant()
  const [{ entries } = { entries: 0 }] = await sql.query<{ entries: number }>(
    'select count(*) as entries from audit_log where org_id = $1',
    [tenant.orgId],
  )

  const report = await verifyChain(sql, { orgId: tenant.orgId })

  expect(report).toEqual({ ok: true, checked: entries, archived: 0, problems: [], next: null })
  expect(entries).toBeGreaterThan(8)
})

test('every column of the log is part of what is hashed', async () => {
  const columns = await sql.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'audit_log'::regclass and attnum > 0 and not attisdropped`,
  )

  expect(columns.filter(({ name }) => !new RegExp(`\\bl\\.${name}\\b`).test(entryColumns))).toEqual([])
})

test.each([
  [
    'its words',
    `update audit_log set after = jsonb_set(after, '{title}', '"Nothing to see"') where org_id = $1 and id = $2 returning 1`,
  ],
  [
    'its author',
    `update audit_log set actor_id = gen_random_uuid() where org_id = $1 and id = $2 returning 1`,
  ],
  ['its reason', `update audit_log set reason = 'as agreed' where org_id = $1 and id = $2 returning 1`],
])('an entry with %s altered is found by its number', async (_what, statement) => {
  const tenant = await sealedTenant()

  await tamper(statement, [tenant.orgId, await entryAt(tenant, 7)])

  expect(await verifyChain(sql, { orgId: tenant.orgId })).toMatchObject({
    ok: false,
    problems: [{ seq: 7, problem: 'altered' }],
  })
})

test('a deleted entry is found by its number', async () => {
  const tenant = await sealedTenant()

  await tamper('delete from audit_log where org_id = $1 and id = $2 returning 1', [
    tenant.orgId,
    await entryAt(tenant, 5),
  ])

  expect(await verifyChain(sql, { orgId: tenant.orgId })).toMatchObject({
    ok: false,
    problems: [{ seq: 5, problem: 'deleted' }],
  })
})

test('an entry deleted together with its place in the chain leaves a gap', async () => {
  const tenant = await sealedTenant()
  const entry = await entryAt(tenant, 4)

  await tamper(
    'with e as (delete from audit_log where org_id = $1 and id = $2) delete from audit_chain where org_id = $1 and entry_id = $2 returning 1',
    [tenant.orgId, entry],
  )

  expect((await verifyChain(sql, { orgId: tenant.orgId })).problems[0]).toMatchObject({
    seq: 4,
    problem: 'gap',
  })
})

test('an entry put into the past is found where it was put', async () => {
  const tenant = await sealedTenant()

  await tamper(
    `insert into audit_log (org_id, occurred_at, table_name, row_id, action, actor_type)
     select org_id, occurred_at + interval '1 microsecond', 'risks', row_id, 'update', 'user' from audit_log where org_id = $1 and id = $2 returning 1`,
    [tenant.orgId, await entryAt(tenant, 3)],
  )

  expect((await verifyChain(sql, { orgId: tenant.orgId })).problems).toMatchObject([
    { seq: 4, problem: 'inserted' },
  ])
})

test('two entries that changed places are found at the first', async () => {
  const tenant = await sealedTenant()

  await tamper('update audit_chain set seq = seq + 1000 where org_id = $1 and seq in (5, 6) returning 1', [
    tenant.orgId,
  ])
  await tamper(
    'update audit_chain set seq = 11 - (seq - 1000) where org_id = $1 and seq > 1000 returning 1',
    [tenant.orgId],
  )

  expect((await verifyChain(sql, { orgId: tenant.orgId })).problems[0]).toMatchObject({
    seq: 5,
    problem: 'altered',
  })
})

test('a chain cut off at its end passes alone but not against a head kept outside', async () => {
  const tenant = await sealedTenant()
  const kept = await heads(sql, tenant.orgId)
  const end = kept[0]?.seq ?? 0
  const last = await entryAt(tenant, end)

  await tamper(
    'with e as (delete from audit_log where org_id = $1 and id = $2) delete from audit_chain where org_id = $1 and entry_id = $2 returning 1',
    [tenant.orgId, last],
  )

  expect((await verifyChain(sql, { orgId: tenant.orgId })).ok).toBe(true)
  expect(await verifyAgainst(sql, kept)).toMatchObject({
    ok: false,
    problems: [{ seq: end, problem: 'truncated' }],
  })
})

test('a chain rewritten whole after an alteration is found by a head kept outside', async () => {
  const tenant = await sealedTenant()
  const kept = await heads(sql, tenant.orgId)
  await tamper(`update audit_log set reason = 'as agreed' where org_id = $1 and id = $2 returning 1`, [
    tenant.orgId,
    await entryAt(tenant, 2),
  ])
  await tamper(
    'with c as (delete from audit_chain where org_id = $1 returning *) insert into audit_pending select org_id, entry_id, occurred_at from c returning 1',
    [tenant.orgId],
  )
  await sealer.sealOnce()

  expect((await verifyChain(sql, { orgId: tenant.orgId })).ok).toBe(true)
  expect(await verifyAgainst(sql, kept)).toMatchObject({
    ok: false,
    problems: [{ seq: kept[0]?.seq, problem: 'rewritten' }],
  })
})

test('even the maintenance role can neither change nor delete an entry', async () => {
  const tenant = await sealedTenant()

  await expect(sql.query('delete from audit_chain where org_id = $1', [tenant.orgId])).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(
    sql.query('update audit_log set reason = null where org_id = $1', [tenant.orgId]),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('writers and two sealers at the same time leave a chain without a gap or a double', async () => {
  const other = createSealer(installation.house)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('write', 'seal', 'seal elsewhere'), { minLength: 4, maxLength: 20 }),
      async (steps) => {
        const tenant = await installation.tenant()
        await Promise.all(
          steps.map((step, n) => {
            if (step === 'write') return raise(tenant, `Risk ${n}`)
            return step === 'seal' ? sealer.sealOnce() : other.sealOnce()
          }),
        )
        await sealer.sealOnce()
        const report = await verifyChain(sql, { orgId: tenant.orgId })
        const [counts] = await sql.query<{ entries: number; sealed: number; last: number }>(
          'select (select count(*) from audit_log where org_id = $1) as entries, (select count(distinct entry_id) from audit_chain where org_id = $1) as sealed, (select max(seq) from audit_chain where org_id = $1) as last',
          [tenant.orgId],
        )
        expect(report).toMatchObject({ ok: true, problems: [] })
        expect(counts).toEqual({ entries: report.checked, sealed: report.checked, last: report.checked })
      },
    ),
    { numRuns: 6 },
  )
})

test('a chain checked in parts has the problems of the whole, wherever the parts meet', async () => {
  const tenant = await sealedTenant()
  const whole = await verifyChain(sql, { orgId: tenant.orgId })
  await tamper(`update audit_log set reason = 'as agreed' where org_id = $1 and id = $2 returning 1`, [
    tenant.orgId,
    await entryAt(tenant, 6),
  ])
  await tamper('delete from audit_chain where org_id = $1 and seq = 4 returning 1', [tenant.orgId])
  const inParts = async (most: number) => {
    const found: string[] = []
    let checked = 0
    for (let afterSeq: number | null = 0; afterSeq !== null;) {
      const report: ChainReport = await verifyChain(sql, { orgId: tenant.orgId, part: { afterSeq, most } })
      found.push(...report.problems.map(({ seq, problem }) => `${seq} ${problem}`))
      checked += report.checked
      afterSeq = report.next
    }
    return { found, checked }
  }

  for (const most of [1, 2, 3, 4, 5, 100]) {
    const { found, checked } = await inParts(most)
    expect(checked).toBe(whole.checked - 1)
    // what was put in is told at the next place, which may be that of another problem
    expect(found).toEqual(expect.arrayContaining(['4 gap', '6 altered']))
  }
})

test('an administrator lists, verifies and reads the head of the log; a member may not', async () => {
  const tenant = await sealedTenant()
  const member = await installation.member(tenant, 'member', 'contributor')
  await sealer.sealOnce()
  const read = (of: Tenant, path: string) =>
    installation.call('GET', `orgs/${of.org}/${path}`, { key: of.apiKey })

  const first = await read(tenant, 'audit?table=risks&limit=5')
  const second = await read(tenant, `audit?table=risks&limit=5&cursor=${String(first.body.next_cursor)}`)
  const head = await read(tenant, 'audit/head')

  expect((first.body.items as { after: { title: string } }[]).map(({ after }) => after.title)).toEqual([
    'Risk 8',
    'Risk 7',
    'Risk 6',
    'Risk 5',
    'Risk 4',
  ])
  expect((second.body.items as { after: { title: string } }[]).map(({ after }) => after.title)).toEqual([
    'Risk 3',
    'Risk 2',
    'Risk 1',
  ])
  expect(
    (await read(tenant, `audit/verify?seq=${String(head.body.seq)}&hash=${String(head.body.hash)}`)).body,
  ).toMatchObject({ ok: true, checked: head.body.seq })
  expect((await read(member, 'audit')).status).toBe(403)
})
