import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import type { Sql } from '../db/index.ts'
import { verifyInstallation } from '../verify/index.ts'
import {
  archiveOldMonths,
  createSealer,
  heads,
  proofLines,
  proofText,
  verifyChain,
  verifyProof,
} from './index.ts'

let installation: TestInstallation
let sql: Sql

beforeAll(async () => {
  installation = await openTestInstallation()
  sql = installation.house.database.sql('maintenance')
})
afterAll(() => installation.close())

/** Makes everything that an organization did so far happen in one month of 2024. */
const longAgo = (tenant: Tenant, month: string): Promise<void> =>
  installation.house.database.as('owner', async (tx) => {
    const tables = ['audit_log', 'audit_chain', 'audit_pending']
    await tx.query(
      `create table if not exists audit_log_2024_${month} partition of audit_log for values from ('2024-${month}-01') to ('2024-${month}-01'::timestamptz + interval '1 month')`,
    )
    for (const table of tables) {
      await tx.query(`alter table ${table} disable trigger user`)
      await tx.query(`alter table ${table} disable row level security`)
    }
    await tx.query('delete from audit_chain where org_id = $1', [tenant.orgId])
    await tx.query('delete from audit_pending where org_id = $1', [tenant.orgId])
    await tx.query(
      `update audit_log set occurred_at = '2024-${month}-10'::timestamptz + (occurred_at - (select min(occurred_at) from audit_log where org_id = $1)) where org_id = $1`,
      [tenant.orgId],
    )
    await tx.query(
      'insert into audit_pending select org_id, id, occurred_at from audit_log where org_id = $1',
      [tenant.orgId],
    )
    for (const table of tables) {
      await tx.query(`alter table ${table} enable row level security`)
      await tx.query(`alter table ${table} enable trigger user`)
    }
  })

/** A risk that was made, edited and tagged in a month of 2024, and edited once more today. */
const withAPast = async (month: string): Promise<Tenant> => {
  const tenant = await installation.tenant()
  await tenant.call('POST', 'risks', { title: 'First words', probability: 'low', impact: 'low' })
  await tenant.call('PATCH', 'risks/RISK-1', { title: 'Second words' })
  await tenant.call('PUT', 'risks/RISK-1/tags', { tags: ['old'] })
  await longAgo(tenant, month)
  await tenant.call('PATCH', 'risks/RISK-1', { title: 'Third words' })
  await createSealer(installation.house).sealOnce()
  return tenant
}

const asOf = (tenant: Tenant, time: string) => tenant.call('GET', `risks/RISK-1?as_of=${time}`)
const count = async (tenant: Tenant): Promise<number> =>
  (
    await sql.query<{ n: number }>(
      `select count(*) as n from audit_log where org_id = $1 and occurred_at < '2024-02-01'`,
      [tenant.orgId],
    )
  )[0]?.n ?? 0

test('old months move to files; the chain still holds, and so does what was true after the cut', async () => {
  const tenant = await withAPast('01')
  const [made] = await sql.query<{ at: string }>(
    `select occurred_at as at from audit_log where org_id = $1 and table_name = 'risks' and version = 1`,
    [tenant.orgId],
  )
  const kept = await heads(sql, tenant.orgId)
  const before = await count(tenant)
  expect((await asOf(tenant, made?.at ?? '')).body.title).toBe('First words')

  expect(await archiveOldMonths(installation.house, 1)).toBe(1)
  expect(await archiveOldMonths(installation.house, 1)).toBe(0)
  await createSealer(installation.house).sealOnce()

  expect(await count(tenant)).toBeLessThan(before)
  const report = await verifyChain(sql, { orgId: tenant.orgId, heads: kept, blobs: installation.house.blobs })
  expect(report).toMatchObject({ ok: true, problems: [] })
  expect(report.archived).toBeGreaterThan(0)
  expect((await asOf(tenant, '2024-06-01T00:00:00Z')).body).toMatchObject({
    title: 'Second words',
    tags: ['old'],
    version: 3,
  })
  expect((await asOf(tenant, made?.at ?? '')).body).toMatchObject({ status: 409, code: 'archived' })
  expect((await tenant.call('GET', 'risks/RISK-1')).body).toMatchObject({ title: 'Third words', version: 4 })
  const { checks } = await verifyInstallation(installation.house, { orgId: tenant.orgId })
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
})

test('an archive that is lost or altered is found, and so is a month that no archive accounts for', async () => {
  const tenant = await withAPast('02')
  const foreign = await withAPast('02')
  await archiveOldMonths(installation.house, 1)
  await createSealer(installation.house).sealOnce()
  const [archive] = await sql.query<{ sha256: string; first_seq: number }>(
    'select sha256, first_seq from audit_archives where org_id = $1',
    [tenant.orgId],
  )
  await installation.house.blobs.remove(tenant.orgId, archive?.sha256 ?? '')

  const check = (orgId: string) => verifyChain(sql, { orgId, blobs: installation.house.blobs })
  expect((await check(tenant.orgId)).problems).toMatchObject([
    { seq: archive?.first_seq, problem: 'archive' },
  ])
  expect(await check(foreign.orgId)).toMatchObject({ ok: true })
})

test('nobody drops a month of which one entry is in no archive, nor the present one', async () => {
  const tenant = await withAPast('03')

  await expect(sql.query(`select audit_drop_month('2024-03-01')`)).rejects.toThrow('in no archive')
  await expect(sql.query(`select audit_drop_month(date_trunc('month', now())::date)`)).rejects.toThrow('over')
  await expect(
    installation.house.database.tenant(
      { orgId: tenant.orgId, projectIds: [], actor: { type: 'system', id: null }, requestId: 'test' },
      (tx) => tx.query(`select audit_drop_month('2024-03-01')`),
    ),
  ).rejects.toMatchObject({ code: 'forbidden' })
  expect(await archiveOldMonths(installation.house, 1)).toBe(1)
})

const linesOf = async (tenant: Tenant): Promise<string[]> => {
  const pieces = await Array.fromAsync(proofText(tenant.orgId, proofLines(sql, tenant.orgId, {})))
  return Buffer.concat(pieces).toString('utf8').trim().split('\n')
}
const check = (lines: readonly string[]) =>
  verifyProof(createInterface({ input: Readable.from(`${lines.join('\n')}\n`) }))

test('an export is proved by itself: each alteration, exchange and cut in the middle is named', async () => {
  const tenant = await installation.tenant()
  await tenant.call('POST', 'risks', {
    title: 'Exact',
    probability: 'low',
    impact: 'low',
    loss_low: '1.50',
    loss_high: '12345678901234.25',
    currency: 'EUR',
  })
  await createSealer(installation.house).sealOnce()
  const [head] = await heads(sql, tenant.orgId)
  const lines = await linesOf(tenant)

  const whole = await check(lines)
  expect(whole).toMatchObject({ ok: true, checked: head?.seq, gaps: [], first: { seq: 1 } })
  expect(whole.last).toEqual({ seq: head?.seq, hash: head?.hash })

  expect((await check(lines.with(2, (lines[2] ?? '').replace('create', 'delete')))).problems).toEqual([
    'entry 2 was altered',
  ])
  expect((await check([...lines.slice(0, 2), ...lines.slice(3)])).gaps).toEqual([{ after: 1, before: 3 }])
  const [first = '', one = '', two = ''] = lines
  expect((await check([first, two, one])).problems).toEqual(['entry 1 stands after entry 2'])
  expect((await check(['{}', one])).ok).toBe(false)
  expect((await check([])).ok).toBe(false)
})
