import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { startChild, type Child } from '../children.ts'
import { backendsOf, cpuSeconds } from '../cpu.ts'
import type { Bench, Figure } from '../figure.ts'
import { startLoader } from '../load/loader.ts'
import type { LoadResult, Question } from '../load/order.ts'
import { openBenchDatabase } from '../postgres.ts'
import { fillRisks } from '../rows.ts'
import { benchSettings, prepareTenant, type BenchTenant } from '../tenant.ts'
import { copyForBaseline } from './baseline-tables.ts'

const floors: Record<Exclude<Question, 'filtered'>, { name: string; floor: number }> = {
  list: { name: 'list 200 records', floor: 0.6 },
  read: { name: 'read one record', floor: 0.35 },
  edit: { name: 'change one field: audit, event, version check', floor: 0.3 },
}

interface Side {
  child: Child<{ url: string }>
  /** `application_name` of its connections */
  connectionsAre: string
}

/** Processor time per answer, in microseconds. */
interface Spent {
  server: number
  database: number
}

const told = (result: LoadResult & Spent): string =>
  `${result.perSecond.toFixed(0)}/s, p95 ${result.p95.toFixed(1)} ms, ${result.server} µs in Node, ${result.database} µs in PostgreSQL`

const records = 1_600
const connections = 16

/** Answers per second of our server over those of the hand-written one, on the same PostgreSQL, in alternating rounds. */
export const bench: Bench = async ({ short, log }) => {
  const database = await openBenchDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-bench-api-'))
  const stops: (() => Promise<void>)[] = [() => rm(dataDir, { recursive: true, force: true }), database.close]
  try {
    const settings = benchSettings(dataDir, { DATABASE_URL: database.url })
    const tenant = await prepareTenant(settings)
    await fillRisks(database.url, [tenant], records)
    const ids = await copyForBaseline(database.url, tenant)
    const baseline = await startChild<{ url: string }>('./api/baseline.ts', {
      BASELINE_URL: database.url,
      BASELINE_TOKEN: tenant.apiKey,
      BASELINE_ORG: tenant.orgId,
      BASELINE_PROJECT: tenant.projectId,
      BASELINE_PLACE: tenant.path,
      BASELINE_USER: tenant.userId,
    })
    stops.push(baseline.stop)
    // the process that answers requests; the worker is a process of its own where load matters
    const ours = await startChild<{ url: string }>(
      './serve.ts',
      { ...settings, BENCH_ROLES: 'http' },
      profiling(),
    )
    stops.push(ours.stop)
    const loader = await startLoader()
    stops.push(loader.stop)

    const ask = async (side: Side, question: Question, milliseconds: number): Promise<LoadResult & Spent> => {
      const port = Number(new URL(side.child.said.url).port)
      const backends = await backendsOf(database.url, side.connectionsAre)
      const before = [await cpuSeconds([side.child.process.pid ?? 0]), await cpuSeconds(backends)] as const
      const result = await loader.load({
        port,
        question,
        place: tenant.path,
        apiKey: tenant.apiKey,
        ids,
        connections,
        milliseconds,
      })
      const microseconds = (seconds: number): number => Math.round((seconds * 1e6) / result.answers)
      return {
        ...result,
        server: microseconds((await cpuSeconds([side.child.process.pid ?? 0])) - before[0]),
        database: microseconds((await cpuSeconds(backends)) - before[1]),
      }
    }
    const byHand: Side = { child: baseline, connectionsAre: 'baseline' }
    const product: Side = { child: ours, connectionsAre: 'throughline app' }
    const [rounds, milliseconds] = short ? [3, 1_000] : [7, 3_000]
    await sameAnswers(tenant, ids[0] ?? '', [byHand, product])
    const figures: Figure[] = []
    for (const [question, { name, floor }] of asked()) {
      for (const side of [byHand, product]) await ask(side, question, short ? 1_000 : 3_000)
      const runs: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        const theirs = await ask(byHand, question, milliseconds)
        const own = await ask(product, question, milliseconds)
        runs.push(own.perSecond / theirs.perSecond)
        log(`${question}: by hand ${told(theirs)}; ours ${told(own)}`)
      }
      figures.push({
        name: `API against a hand-written server: ${name}`,
        unit: 'ratio',
        runs,
        bound: { kind: 'at least', value: floor },
      })
    }
    return figures
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

/** Both must say the same before their speed is compared. @throws Error where they do not */
const sameAnswers = async (
  { path, apiKey }: BenchTenant,
  id: string,
  [byHand, product]: [Side, Side],
): Promise<void> => {
  const answer = async (side: Side, address: string): Promise<unknown> => {
    const asked = await fetch(`${side.child.said.url}/api/v1/${path}/${address}`, {
      headers: { authorization: `Bearer ${apiKey}` },
    })
    return asked.json()
  }
  const items = async (side: Side): Promise<unknown> =>
    z.object({ items: z.unknown() }).parse(await answer(side, 'risks?limit=200')).items
  const same =
    isDeepStrictEqual(await items(product), await items(byHand)) &&
    isDeepStrictEqual(await answer(product, `risks/${id}`), await answer(byHand, `risks/${id}`))
  if (!same) throw new Error('the hand-written server answers something else than ours')
}

/** All questions, or those that BENCH_QUESTIONS names. */
const asked = (): [Question, { name: string; floor: number }][] => {
  const only = process.env['BENCH_QUESTIONS']?.split(',')
  return (Object.entries(floors) as [Question, { name: string; floor: number }][]).filter(
    ([question]) => only?.includes(question) ?? true,
  )
}

/** BENCH_PROFILE=FOLDER writes a CPU profile of our server. */
const profiling = (): string[] => {
  const folder = process.env['BENCH_PROFILE']
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []
}
