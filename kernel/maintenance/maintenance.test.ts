import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { uuidv7, type Sql } from '../db/index.ts'
import { checkBlobs, createMaintenance } from './index.ts'

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
