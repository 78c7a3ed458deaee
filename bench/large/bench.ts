import { openAsBlob } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { startChild } from '../children.ts'
import type { Bench, Figure } from '../figure.ts'
import { openBenchDatabase } from '../postgres.ts'
import { benchSettings, prepareTenant } from '../tenant.ts'
import { writeLargePdf, writeLargeWorkbook } from './files.ts'

const runs = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      job: z.string(),
      entity_id: z.string().nullable(),
      state: z.string(),
      progress: z.number(),
    }),
  ),
})
const artifact = z.object({
  id: z.string(),
  state: z.string(),
  failure_reason: z.string().nullable(),
  text_length: z.number().nullable(),
})
const work = z.object({ jobs: z.int(), deliveries: z.int() })

/** Very large files: what the process that serves and the one that works hold at most, whether they tell how far they are, and how soon they stop. */
export const bench: Bench = async ({ short, log }) => {
  const [pages, megabytes] = short ? [200, 20] : [2_000, 200]
  const database = await openBenchDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-bench-large-'))
  const settings = benchSettings(dataDir, { DATABASE_URL: database.url })
  const tenant = await prepareTenant(settings)
  const server = await startChild<{ url: string }>('./serve.ts', { ...settings, BENCH_ROLES: 'http' })
  const worker = await startChild<{ url: string }>('./serve.ts', { ...settings, BENCH_ROLES: 'worker' })
  const [serving, working] = [server.process.pid ?? 0, worker.process.pid ?? 0]
  const base = `${server.said.url}/api/v1/${tenant.path}`
  const call = async (method: string, path: string, more: RequestInit = {}): Promise<unknown> => {
    const headers = { authorization: `Bearer ${tenant.apiKey}`, ...more.headers }
    const answer = await fetch(`${base}/${path}`, { ...more, method, headers })
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const upload = async (path: string, name: string): Promise<string> => {
    const headers = {
      'content-disposition': `attachment; filename="${name}"`,
      'content-type': 'application/octet-stream',
    }
    return z
      .object({ id: z.string() })
      .parse(await call('POST', 'artifacts', { body: await openAsBlob(path), headers })).id
  }
  const readingOf = async (id: string) =>
    runs
      .parse(await call('GET', 'job-runs?limit=200'))
      .items.find(({ job, entity_id }) => job === 'artifacts.read' && entity_id === id)
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100))

  /** Ingests one file to its end, and says how long that took, what it held, and in how many steps it told its progress. */
  const ingest = async (about: string, path: string, name: string): Promise<Figure[]> => {
    await Promise.all([forgetPeak(serving), forgetPeak(working)])
    const started = performance.now()
    const id = await upload(path, name)
    const told = new Set<number>()
    for (let open = true; open; await pause()) {
      const reading = await readingOf(id)
      if (reading?.state === 'running') told.add(reading.progress)
      const { jobs, deliveries } = work.parse(await call('GET', 'work'))
      open = jobs + deliveries > 0
    }
    const seconds = (performance.now() - started) / 1_000
    const { state, failure_reason, text_length } = artifact.parse(await call('GET', `artifacts/${id}`))
    const size = ((await stat(path)).size / 1_048_576).toFixed(0)
    const note = `${size} MB, ${state}${failure_reason ? ` (${failure_reason})` : ''}, ${text_length} characters, ${told.size} steps of progress seen, ${seconds.toFixed(0)} s`
    log(`large: ${about}: ${note}`)
    return [
      {
        name: `large: ${about}, peak of the worker`,
        unit: 'MB',
        runs: [await peakOf(working)],
        bound: { kind: 'at most', value: 1_536 },
        note,
      },
      {
        name: `large: ${about}, peak of the server`,
        unit: 'MB',
        runs: [await peakOf(serving)],
        bound: { kind: 'at most', value: 512 },
      },
    ]
  }

  /** From somebody's wish until nothing of the file is being read. */
  const cancel = async (about: string, path: string, name: string): Promise<Figure> => {
    const id = await upload(path, name)
    let run = await readingOf(id)
    for (; !run || run.state === 'queued' || run.progress === 0; run = await readingOf(id)) {
      if (run && run.state !== 'queued' && run.state !== 'running')
        throw new Error(`${about} was read before it could be stopped`)
      await pause()
    }
    const asked = performance.now()
    await call('POST', `job-runs/${run.id}/cancel`)
    while ((await readingOf(id))?.state === 'running') await pause()
    return {
      name: `large: ${about}, stopped after`,
      unit: 's',
      runs: [(performance.now() - asked) / 1_000],
      bound: { kind: 'at most', value: 5 },
    }
  }

  try {
    const pdf = join(dataDir, 'long.pdf')
    const workbook = join(dataDir, 'large.xlsx')
    await writeLargePdf(pdf, pages, 1)
    await writeLargeWorkbook(workbook, megabytes)
    const figures = [
      ...(await ingest(`a PDF of ${pages} pages`, pdf, 'long.pdf')),
      ...(await ingest(`a workbook of ${megabytes} MB`, workbook, 'large.xlsx')),
    ]
    await writeLargePdf(pdf, pages, 2)
    return [...figures, await cancel(`a PDF of ${pages} pages`, pdf, 'longer.pdf')]
  } finally {
    await Promise.all([server.stop(), worker.stop()])
    await database.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

// Linux counts the most that was resident anew after this is written
const forgetPeak = (pid: number): Promise<void> => writeFile(`/proc/${pid}/clear_refs`, '5')

/** The most memory, in megabytes, that a process with all its threads held since {@link forgetPeak}. Linux only. */
const peakOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1_024
}
