import { afterAll, beforeEach, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { uuidv7 } from '../db/index.ts'
import { createSealer } from '../ledger/index.ts'
import { verifyInstallation } from './index.ts'

let installation: TestInstallation | undefined
let tenant: Tenant

const opened = (): TestInstallation => {
  if (!installation) throw new Error('the installation is not open')
  return installation
}

beforeEach(async () => {
  installation ??= await openTestInstallation()
  tenant = await installation.tenant()
  for (const title of ['First', 'Second', 'Third'])
    await tenant.call('POST', 'risks', { title, probability: 'high', impact: 'medium' })
  await tenant.call('PATCH', 'risks/RISK-1', { impact: 'low' })
  await tenant.call('DELETE', 'risks/RISK-2')
  await tenant.call('PUT', 'risks/RISK-3/tags', { tags: ['watched'] })
  await createSealer(installation.house).sealOnce()
})
afterAll(() => installation?.close())

const failing = async (): Promise<string[]> =>
  (await verifyInstallation(opened().house, { orgId: tenant.orgId })).checks
    .filter(({ ok }) => !ok)
    .map(({ name }) => name)

/** As the owner, past triggers and foreign keys, which are put back unvalidated where they would not hold any more. */
const damage = (
  table: string,
  statement: string,
  params: readonly unknown[],
  without?: string,
): Promise<void> =>
  opened().house.database.as('owner', async (tx) => {
    await tx.query(`alter table ${table} disable trigger user`)
    await tx.query(`alter table ${table} disable row level security`)
    const [key] = without
      ? await tx.query<{ definition: string }>(
          'select pg_get_constraintdef(oid) as definition from pg_constraint where conname = $1',
          [without],
        )
      : []
    if (without) await tx.query(`alter table ${table} drop constraint ${without}`)
    expect((await tx.query(`${statement} returning 1`, params)).length).toBeGreaterThan(0)
    if (key)
      await tx.query(`alter table ${table} add constraint ${without ?? ''} ${key.definition} not valid`)
    await tx.query(`alter table ${table} enable row level security`)
    await tx.query(`alter table ${table} enable trigger user`)
  })

const idOf = async (key: string): Promise<string> =>
  String((await tenant.call('GET', `risks/${key}`)).body.id)

test('an installation that nobody tampered with passes every check, and each says how much it looked at', async () => {
  const { ok, checks } = await verifyInstallation(opened().house)

  expect(checks.filter((check) => !check.ok)).toEqual([])
  expect(ok).toBe(true)
  for (const name of [
    'foreign-keys',
    'entities',
    'numbers',
    'audit-chain',
    'audit-completeness',
    'row-level-security',
  ]) {
    expect(checks.find((check) => check.name === name)?.checked, name).toBeGreaterThan(0)
  }
})

test('a row changed past the triggers shows as a version without an entry', async () => {
  await damage('entities', 'update entities set version = version + 1 where org_id = $1 and id = $2', [
    tenant.orgId,
    await idOf('RISK-3'),
  ])

  expect(await failing()).toEqual(['audit-completeness'])
})

test('an entity whose row is gone is named', async () => {
  const id = await idOf('RISK-3')
  await damage('risks', 'delete from risks where org_id = $1 and id = $2', [tenant.orgId, id])

  const { checks } = await verifyInstallation(opened().house, { orgId: tenant.orgId })

  expect(checks.find(({ name }) => name === 'entities')?.problems).toEqual([
    { message: 'an entity has no row in risks', org_id: tenant.orgId, id },
  ])
})

test('a number that was taken away leaves a gap that is seen', async () => {
  await damage('entities', 'update entities set number = 9 where org_id = $1 and id = $2', [
    tenant.orgId,
    await idOf('RISK-1'),
  ])

  expect(await failing()).toEqual(['numbers'])
})

test('a link to what is gone is found, by its foreign key and by its ends', async () => {
  const link = uuidv7()
  await damage(
    'links',
    `insert into links (org_id, id, project_id, source_id, relation, target_id, origin) values ($1, $2, $3, $4, 'supports', $5, 'human')`,
    [tenant.orgId, link, tenant.projectId, await idOf('RISK-1'), uuidv7()],
    'links_org_id_target_id_fkey',
  )

  expect(await failing()).toEqual(['foreign-keys', 'links'])
  await damage('links', 'delete from links where org_id = $1 and id = $2', [tenant.orgId, link])
})

test('a quote that its artifact does not say is found', async () => {
  const artifact = await idOf('RISK-1')
  const span = uuidv7()
  await damage(
    'spans',
    `insert into spans (org_id, id, project_id, artifact_id, start_offset, end_offset, quote) values ($1, $2, $3, $4, 0, 3, 'yes')`,
    [tenant.orgId, span, tenant.projectId, artifact],
  )

  expect(await failing()).toEqual(['span-quotes'])
})

test('a stored file that is gone and a table without a guard are found', async () => {
  await damage(
    'blobs',
    `insert into blobs (org_id, id, project_id, storage_key, sha256, size_bytes) values ($1, $2, $3, 'x', repeat('ab', 32), 4)`,
    [tenant.orgId, uuidv7(), tenant.projectId],
  )
  const owner = (text: string) => opened().house.database.as('owner', (tx) => tx.query(text))
  await owner('alter table risks no force row level security')

  expect(await failing()).toEqual(['stored-files', 'row-level-security'])
  await owner('alter table risks force row level security')
})

test('a use whose cost is not what its price says is found', async () => {
  const price = uuidv7()
  const sql = opened().house.database.sql('maintenance')
  await sql.query(
    `insert into model_prices (org_id, id, provider, model, input_price, output_price, valid_from) values ($1, $2, 'p', 'm', 2, 8, now() - interval '1 day')`,
    [tenant.orgId, price],
  )
  const use = (cost: string) =>
    sql.query(
      `insert into usage_events (org_id, id, occurred_at, idempotency_key, purpose, operation, provider, model, model_price_id, input_tokens, output_tokens, cached_input_tokens, cost, currency, duration_ms, outcome, correlation_id)
       values ($1, $2, now(), $3, 'test', 'generate', 'p', 'm', $4, 1000, 500, 200, $5, 'USD', 1, 'ok', 'c')`,
      [tenant.orgId, uuidv7(), uuidv7(), price, cost],
    )
  await use('0.006')
  expect(await failing()).toEqual([])

  await use('0.005')

  expect(await failing()).toEqual(['usage-costs'])
})
