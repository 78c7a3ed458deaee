import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { uuidv7, type Sql } from '../db/index.ts'
import { checkBlobs, createMaintenance, sweepBlobs } from './index.ts'

let installation: TestInstallation
let tenant: Tenant
let sql: Sql

beforeAll(async () => {
  installation = await openTestInstallation()
  tenant = await installation.tenant()
  sql = installation.house.database.sql('maintenance')
})
afterAll(() => installation.close())

test('missing partitions are made again, for this month and three ahead, and a second round makes none', async () => {
  const name =
    (
      await sql.query<{ name: string }>(
        `select 'events' || to_char(now() + interval '3 months', '_YYYY_MM') as name`,
      )
    )[0]?.name ?? ''
  await installation.house.database.as('owner', (tx) => tx.query(`drop table ${name}`))
  const maintenance = createMaintenance(installation.house)

  const first = await maintenance.runOnce()
  const second = await maintenance.runOnce()

  expect([first.partitions, second.partitions]).toEqual([1, 0])
  expect([first.failed, second.failed]).toEqual([[], []])
})

test('finished runs older than the retention go; younger and open ones stay', async () => {
  const run = async (state: string, days: number): Promise<string> => {
    const id = uuidv7()
    await sql.query(
      `insert into job_runs (org_id, id, project_id, job, state, actor_type, finished_at) values ($1, $2, $3, 'nothing', $4, 'system', now() - make_interval(days => $5))`,
      [tenant.orgId, id, tenant.projectId, state, days],
    )
    return id
  }
  const [old, young, open] = [await run('done', 91), await run('done', 89), await run('queued', 200)]

  const { jobRuns } = await createMaintenance(installation.house).runOnce()

  const left = await sql.query<{ id: string }>('select id from job_runs where id = any ($1::uuid[])', [
    [old, young, open],
  ])
  expect(jobRuns).toBe(1)
  expect(left.map(({ id }) => id).toSorted()).toEqual([young, open].toSorted())
  await sql.query('delete from job_runs where id = any ($1::uuid[])', [[young, open]])
})

test('within four weeks every stored file is read through once and a missing one is named', async () => {
  const { key } = await installation.house.blobs.put(tenant.orgId, Buffer.from('kept'), { maxBytes: 100 })
  const gone = createHash('sha256').update('gone').digest('hex')
  for (const sha of [key, gone]) {
    await sql.query(
      'insert into blobs (org_id, id, project_id, storage_key, sha256, size_bytes) values ($1, $2, $3, $4, $4, 4)',
      [tenant.orgId, uuidv7(), tenant.projectId, sha],
    )
  }

  const days = await Promise.all(
    Array.from({ length: 28 }, (_, day) =>
      checkBlobs(installation.house, new Date(Date.UTC(2026, 0, 1 + day))),
    ),
  )

  expect(days.reduce((sum, { checked }) => sum + checked, 0)).toBe(2)
  expect(days.flatMap(({ damaged }) => damaged)).toEqual([
    { org_id: tenant.orgId, sha256: gone, state: 'missing' },
  ])
})

const put = async (text: string): Promise<string> =>
  (await installation.house.blobs.put(tenant.orgId, Buffer.from(text), { maxBytes: 1_000 })).key
const isThere = async (key: string): Promise<boolean> =>
  (await installation.house.blobs.stat(tenant.orgId, key)) !== undefined
const later = (): Date => new Date(Date.now() + 60_000)

test('contents to which nothing refers are swept once they are old enough; files of the library and archives stay', async () => {
  const refused = await put('an upload that was refused after it had arrived')
  const archived = await put('a month of the log')
  const { body } = await tenant.call('POST', 'artifacts', Buffer.from('# Kept'), {
    'content-type': 'text/markdown',
    'content-disposition': 'attachment; filename="kept.md"',
  })
  await sql.query(
    `insert into audit_archives (org_id, id, from_at, to_at, entries, first_seq, last_seq, sha256, size_bytes)
     values ($1, gen_random_uuid(), '2001-01-01', '2001-02-01', 1, 1, 1, $2, 1)`,
    [tenant.orgId, archived],
  )

  expect(await sweepBlobs(installation.house, new Date(Date.now() - 60_000))).toBe(0)
  expect(await isThere(refused)).toBe(true)
  expect(await sweepBlobs(installation.house, later())).toBeGreaterThan(0)
  expect(await Promise.all([refused, archived, String(body.sha256)].map(isThere))).toEqual([
    false,
    true,
    true,
  ])
})

test('an upload that was not finished in time is forgotten, a younger one is not', async () => {
  const begin = async (): Promise<string> =>
    String((await tenant.call('POST', 'artifact-uploads', { filename: 'big.bin', size_bytes: 100 })).body.id)
  const [old, young] = [await begin(), await begin()]
  await sql.query(`update artifact_uploads set created_at = now() - interval '25 hours' where id = $1`, [old])

  const report = await createMaintenance(installation.house).runOnce()

  expect(report.failed).toEqual([])
  expect(report.upkeep['unfinished uploads']).toBe(1)
  expect((await tenant.call('GET', `artifact-uploads/${old}`)).status).toBe(404)
  expect((await tenant.call('GET', `artifact-uploads/${young}`)).status).toBe(200)
})
