import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHouse } from '#apps/server/open-house.ts'
import { restingOnSpan } from '#kernel/graph/index.ts'
import type { Reading } from '#kernel/module/index.ts'
import type { Bench } from '../figure.ts'
import { openBenchDatabase } from '../postgres.ts'
import { quantile } from '../statistics.ts'
import { benchSettings, prepareTenant } from '../tenant.ts'
import { bruteForce, buildGraph } from './graph.ts'

const depth = 50

/** All that rests on one span, asked under row-level security and as a role that passes it, and compared with brute force. */
export const bench: Bench = async ({ short, log }) => {
  const database = await openBenchDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-bench-trace-'))
  const settings = benchSettings(dataDir, { DATABASE_URL: database.url })
  try {
    const tenant = await prepareTenant(settings)
    const graph = await buildGraph(database.url, tenant, short ? 20_000 : 100_000)
    const links = graph.restOn.reduce((sum, each) => sum + each.length, 0)
    const { house, close } = await openHouse({ env: {}, overrides: settings })
    try {
      const scope = {
        orgId: tenant.orgId,
        projectIds: [tenant.projectId],
        actor: { type: 'system' as const, id: null },
        requestId: 'bench',
      }
      const readerOf = (query: Reading['tx']['query']): Reading =>
        ({ house, scope, tx: { query } }) as unknown as Reading
      const guarded = readerOf((text, params) => house.database.read(scope, text, params))
      const unguarded = readerOf((text, params) => house.database.sql('maintenance').query(text, params))

      const timed = async (reader: Reading, span: (typeof graph.spans)[number]): Promise<number> => {
        const started = performance.now()
        const found = await restingOnSpan(reader, span.id, { depth })
        const took = performance.now() - started
        const expected = bruteForce(graph, span.citing, depth)
        const same =
          found.nodes.length === expected.size &&
          found.nodes.every((node) => expected.get(graph.ids.get(node.id) ?? 0) === node.depth)
        if (!same)
          throw new Error(
            `the trace of ${span.id} found ${found.nodes.length} records, brute force ${expected.size}, or other distances`,
          )
        sizes.push(expected.size)
        return took
      }
      const sizes: number[] = []
      const p95: number[] = []
      const ratios: number[] = []
      for (const span of graph.spans.slice(0, 10))
        await Promise.all([timed(guarded, span), timed(unguarded, span)])
      const [rounds, perRound] = short ? [3, 20] : [5, 100]
      for (let round = 0; round < rounds; round += 1) {
        const [with_, without]: [number[], number[]] = [[], []]
        for (let at = 0; at < perRound; at += 1) {
          const span = graph.spans[(at * 37 + round * 101) % graph.spans.length]
          if (!span) throw new Error('the graph has no spans')
          with_.push(await timed(guarded, span))
          without.push(await timed(unguarded, span))
        }
        p95.push(quantile(with_, 0.95))
        ratios.push(quantile(with_, 0.5) / quantile(without, 0.5))
        log(
          `trace: p50 ${quantile(with_, 0.5).toFixed(1)} ms, p95 ${quantile(with_, 0.95).toFixed(1)} ms; past row-level security p50 ${quantile(without, 0.5).toFixed(1)} ms`,
        )
      }
      const note = `${graph.ids.size} nodes, ${links} links, ${quantile(sizes, 0.5)} records (most ${Math.max(...sizes)}) rest on a span, all equal to brute force`
      return [
        {
          name: 'trace: all that rests on one span, p95',
          unit: 'ms',
          runs: p95,
          bound: { kind: 'at most', value: 150 },
          note,
        },
        {
          name: 'trace: under row-level security over past it',
          unit: 'ratio',
          runs: ratios,
          bound: { kind: 'at most', value: 1.5 },
        },
      ]
    } finally {
      await close()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
    await database.close()
  }
}
