import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from '../children.ts'
import type { Bench, Figure } from '../figure.ts'
import { startLoader } from '../load/loader.ts'
import type { Question } from '../load/order.ts'
import { openBenchDatabase, type BenchDatabase } from '../postgres.ts'
import { asOwner, fillRisks } from '../rows.ts'
import { quantile } from '../statistics.ts'
import { benchSettings, prepareTenant, type BenchTenant } from '../tenant.ts'
import { makeTenants } from './tenants.ts'

const questions: readonly Question[] = ['list', 'filtered', 'read', 'edit']
const rounds = 5

/** An installation of one size that is up, with the tenant that is asked. */
interface Grown {
  name: string
  url: string
  tenant: BenchTenant
  ids: string[]
  stop(): Promise<void>
}

/**
 * The same questions to installations that differ in tenants and records only, in alternating rounds. The smallest
 * has 1 tenant with 10,000 records. With several tenants half of the records are the asked one's, so that it grows as
 * the installation does; with one all are.
 */
export const bench: Bench = async ({ log }) => {
  const stops: (() => Promise<void>)[] = []
  try {
    const loader = await startLoader()
    stops.push(loader.stop)
    const small = await grow(1, 10_000, stops)
    const figures: Figure[] = []
    for (const [tenants, records] of asked()) {
      const large = await grow(tenants, records, stops)
      for (const question of questions) {
        const ask = async (side: Grown, milliseconds: number): Promise<number> =>
          (
            await loader.load({
              port: Number(new URL(side.url).port),
              question,
              place: side.tenant.path,
              apiKey: side.tenant.apiKey,
              ids: side.ids,
              connections: 4,
              milliseconds,
            })
          ).p50
        const runs: number[] = []
        for (const side of [small, large]) await ask(side, 1_500)
        for (let round = 0; round < rounds; round += 1) {
          const [before, after] = [await ask(small, 1_000), await ask(large, 1_000)]
          runs.push(after / before)
        }
        log(`growth: ${large.name}: ${question} takes ${quantile(runs, 0.5).toFixed(2)} times as long`)
        figures.push({
          name: `growth: ${question}, ${large.name}`,
          unit: 'ratio',
          runs,
          bound: { kind: 'at most', value: 1.3 },
        })
      }
      await large.stop()
    }
    return figures
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

const sizes = [
  [100, 10_000],
  [10_000, 10_000],
  [1, 1_000_000],
  [100, 1_000_000],
  [10_000, 1_000_000],
] as const

/** All sizes, or those that BENCH_SIZES names: `100x10000,10000x1000000`. */
const asked = () => {
  const only = process.env['BENCH_SIZES']?.split(',')
  return sizes.filter(([tenants, records]) => only?.includes(`${tenants}x${records}`) ?? true)
}

const grow = async (tenants: number, records: number, stops: (() => Promise<void>)[]): Promise<Grown> => {
  const database: BenchDatabase = await openBenchDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-bench-growth-'))
  const settings = benchSettings(dataDir, { DATABASE_URL: database.url })
  const tenant = await prepareTenant(settings)
  const others = await asOwner(database.url, (ask) => makeTenants(ask, tenants - 1))
  await fillRisks(database.url, [tenant], others.length > 0 ? records / 2 : records)
  if (others.length > 0)
    await fillRisks(database.url, others, Math.max(1, Math.round(records / 2 / others.length)))
  const ids = await asOwner(database.url, async (query) =>
    (
      await query<{ id: string }>(
        'select id from risks where org_id = $1 and project_id = $2 order by md5(id::text) limit 1600',
        [tenant.orgId, tenant.projectId],
      )
    ).map(({ id }) => id),
  )
  const server = await startChild<{ url: string }>('./serve.ts', { ...settings, BENCH_ROLES: 'http' })
  let stopped = false
  const stop = async (): Promise<void> => {
    if (stopped) return
    stopped = true
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
    await database.close()
  }
  stops.push(stop)
  return {
    name: `${tenants.toLocaleString('en')} tenants, ${records.toLocaleString('en')} records`,
    url: server.said.url,
    tenant,
    ids,
    stop,
  }
}
