import type { Bench, Figure } from '../figure.ts'
import { startLoader } from '../load/loader.ts'
import { quantile } from '../statistics.ts'
import { readBare, type Spent } from './bare.ts'
import { filesIn, makeLibrary, type MadeFile } from './files.ts'
import { startInstallation, type Installation } from './installation.ts'

const threads = 1
const large = { pdf: 20, docx: 20, xlsx: 10, md: 20 }
const small = { pdf: 4, docx: 4, xlsx: 2, md: 4 }

/**
 * How much longer files take until they are read, indexed and understood than only to be read; what the embedder adds;
 * and what somebody notices of it who reads records meanwhile.
 */
export const bench: Bench = async ({ short, log }) => {
  const folder = process.env['BENCH_FILES']
  const files = folder === undefined ? makeLibrary(short ? small : large) : await filesIn(folder)
  const rounds = short ? 1 : 3
  const figures: Figure[] = []
  for (const engine of ['server', 'embedded'] as const) {
    const wall: number[] = []
    const cpu: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const bare = await readBare(files, threads)
      const whole = await ingestOnce(engine, files, 'none')
      wall.push(whole.wall / bare.wall)
      cpu.push(whole.cpu / bare.cpu)
      log(`ingest, ${engine}: bare ${said(bare)}, whole ${said(whole)}`)
    }
    figures.push(
      ratio(`ingest, ${engine}: whole over bare reading`, wall, 1.25, `${files.length} files`),
      ratio(`ingest, ${engine}: the same in processor time`, cpu, 1.25),
    )
    if (!short) figures.push(await embedderShare(engine, files, log))
    figures.push(await readsMeanwhile(engine, files, rounds, log))
  }
  return figures
}

const said = ({ wall, cpu }: Spent): string => `${wall.toFixed(1)} s (${cpu.toFixed(1)} s of processor)`

const ratio = (name: string, runs: number[], most: number, note?: string): Figure => ({
  name,
  unit: 'ratio',
  runs,
  bound: { kind: 'at most', value: most },
  ...(note === undefined ? {} : { note }),
})

const uploadAll = async (installation: Installation, files: readonly MadeFile[]): Promise<void> => {
  for (const file of files) await installation.upload(file)
  await installation.settled()
}

/** From the first byte sent until nothing is left to be done, in a new installation that has read one file before. */
const ingestOnce = async (
  engine: 'server' | 'embedded',
  files: readonly MadeFile[],
  embedder: string,
): Promise<Spent> => {
  const installation = await startInstallation(engine, {
    AI_EMBEDDING_MODEL: embedder,
    READER_WORKERS: String(threads),
  })
  try {
    await uploadAll(installation, [
      { name: 'first.md', bytes: new TextEncoder().encode('# First\n\nIt wakes all threads.') },
    ])
    const [started, cpu] = [performance.now(), await installation.cpu()]
    await uploadAll(installation, files)
    return { wall: (performance.now() - started) / 1_000, cpu: (await installation.cpu()) - cpu }
  } finally {
    await installation.stop()
  }
}

/** Which share of the processor time of an ingest with the packaged model is the model's. */
const embedderShare = async (
  engine: 'server' | 'embedded',
  files: readonly MadeFile[],
  log: (line: string) => void,
): Promise<Figure> => {
  const some = files.filter((_, at) => at % 5 === 0)
  const without = await ingestOnce(engine, some, 'none')
  const with_ = await ingestOnce(engine, some, 'packaged')
  log(`ingest, ${engine}: without embedder ${said(without)}, with it ${said(with_)}`)
  return ratio(`ingest, ${engine}: share of the packaged embedder`, [1 - without.cpu / with_.cpu], 1)
}

/** The p95 of reading a record, one every 20 ms, while files come in over that when nothing else happens. */
const readsMeanwhile = async (
  engine: 'server' | 'embedded',
  files: readonly MadeFile[],
  rounds: number,
  log: (line: string) => void,
): Promise<Figure> => {
  const installation = await startInstallation(engine, { READER_WORKERS: String(threads) })
  const loader = await startLoader()
  try {
    const ids: string[] = []
    for (let at = 0; at < 50; at += 1) {
      const made = await installation.call('POST', 'risks', {
        title: `Risk ${at}`,
        probability: 'high',
        impact: 'low',
      })
      if (made !== null && typeof made === 'object' && 'id' in made) ids.push(String(made.id))
    }
    await installation.settled()
    const read = (milliseconds: number) =>
      loader.load({
        port: installation.port,
        question: 'read',
        place: installation.tenant.path,
        apiKey: installation.tenant.apiKey,
        ids,
        connections: 1,
        milliseconds,
        pauseMs: 20,
      })
    await read(2_000)
    const runs: number[] = []
    const share = Math.ceil(files.length / rounds)
    for (let round = 0; round < rounds; round += 1) {
      const idle = await read(3_000)
      let working = true
      const done = uploadAll(installation, files.slice(round * share, (round + 1) * share)).finally(() => {
        working = false
      })
      const p95: number[] = []
      const p50: number[] = []
      while (working) {
        const meanwhile = await read(2_000)
        p95.push(meanwhile.p95)
        p50.push(meanwhile.p50)
      }
      await done
      const busy = quantile(p95, 0.5)
      runs.push(busy / idle.p95)
      log(
        `ingest, ${engine}: a read takes p50 ${idle.p50.toFixed(1)}, p95 ${idle.p95.toFixed(1)} ms idle; p50 ${quantile(p50, 0.5).toFixed(1)}, p95 ${busy.toFixed(1)} ms meanwhile`,
      )
    }
    return ratio(`ingest, ${engine}: p95 of a read meanwhile over idle`, runs, 3)
  } finally {
    await loader.stop()
    await installation.stop()
  }
}
