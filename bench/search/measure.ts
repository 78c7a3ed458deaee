import type { House } from '#kernel/module/index.ts'
import { buildNearestIndex } from '#modules/knowledge/search/jobs/nearest-index.ts'
import { exactUpTo } from '#modules/knowledge/search/queries/semantic.ts'
import { ownCpuSeconds } from '../cpu.ts'
import type { Figure } from '../figure.ts'
import { quantile } from '../statistics.ts'
import { askerOf } from './asker.ts'
import { createCorpus, type CorpusSize } from './corpus.ts'
import { fillTenants, type FilledTenant } from './fill.ts'
import { filteredFigures } from './filters.ts'
import { overByHand } from './over-by-hand.ts'
import { recallOf } from './recall.ts'
import { inTime, share, timesOf } from './timing.ts'

/** How large an installation is searched, and how often. */
export interface Extent extends CorpusSize {
  tenants: number
  /** of all tenants together */
  passages: number
  /** under which name the vectors stand, and which model embeds queries */
  model: string
  /** questions per round and tenant */
  queries: number
  rounds: number
  /** whether the time of the embedder counts */
  embeds: boolean
  /** milliseconds in which 95 of 100 hybrid searches have to be answered */
  bound: number
}

/** Fills an installation and measures search in its largest tenant, in its smallest, and in one that nine in ten are smaller than. */
export const measureInstallation = async (
  house: House,
  engine: string,
  extent: Extent,
  log: (line: string) => void,
): Promise<Figure[]> => {
  const corpus = createCorpus(extent)
  const started = performance.now()
  const seconds = (): string => `${((performance.now() - started) / 1_000).toFixed(0)} s`
  const filled = await fillTenants(house, corpus, extent)
  log(`search, ${engine}: ${extent.passages} passages of ${extent.tenants} tenants made in ${seconds()}`)
  await indexLargeTenants(house, filled, extent)
  log(`search, ${engine}: vectors indexed after ${seconds()}`)
  const figures: Figure[] = []
  const tenants = new Map([
    [filled[0], 'large'],
    ...(filled.length > 1 ? ([[filled.at(-1), 'small']] as const) : []),
    ...(filled.length > 2 ? ([[filled[Math.ceil(filled.length / 10)], 'middle']] as const) : []),
  ])
  for (const [tenant, size] of tenants) {
    if (!tenant) continue
    const asker = await askerOf(house, tenant, extent)
    const about = `search, ${engine}, ${size} tenant`
    const cpu = await ownCpuSeconds(house.config.DATABASE_URL)
    const times = await timesOf(asker, corpus, extent)
    const spent = (await ownCpuSeconds(house.config.DATABASE_URL)) - cpu
    const each = `${((1_000 * spent) / times.flat().length).toFixed(1)} ms of processor each`
    const { missed } = await recallOf(asker, corpus, extent)
    log(
      `${about}: p50 ${quantile(times.flat(), 0.5).toFixed(1)}, p95 ${quantile(times.flat(), 0.95).toFixed(1)} ms`,
    )
    figures.push(
      inTime(`${about}: hybrid, p95`, times, extent.bound, `${tenant.passages} passages, ${each}`),
      share(`${about}: missed of the 10 nearest`, missed, 0.05),
    )
    if (size !== 'large') continue
    figures.push(...(await filteredFigures(asker, corpus, extent, about, log)))
    if (house.database.engine.kind === 'server')
      figures.push(await overByHand(house, asker, corpus, extent, about))
  }
  return figures
}

const indexLargeTenants = async (
  house: House,
  tenants: readonly FilledTenant[],
  { model, dimensions }: Extent,
): Promise<void> => {
  for (const tenant of tenants.filter(({ passages }) => passages > exactUpTo)) {
    const [row] = await house.database
      .sql('maintenance')
      .query<{ partition: string }>(
        'select tableoid::regclass::text as partition from chunk_embeddings where org_id = $1 limit 1',
        [tenant.orgId],
      )
    if (row) await buildNearestIndex(house, row.partition, model, dimensions)
  }
}
