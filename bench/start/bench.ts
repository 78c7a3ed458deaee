import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedMemory } from '../../bin/server-memory.js'
import { startChild } from '../children.ts'
import type { Bench } from '../figure.ts'
import { benchSettings } from '../tenant.ts'

const idleMs = 10_000

/** From starting the process to the first answer of `/readyz` that it is ready, in a new folder and again in the same, with the settings of memory that `throughline start` gives its process; then what it holds when idle. */
export const bench: Bench = async ({ short, log }) => {
  const first: number[] = []
  const later: number[] = []
  const resident: number[] = []
  for (let run = 0; run < (short ? 1 : 3); run += 1) {
    const dataDir = await mkdtemp(join(tmpdir(), 'throughline-bench-start-'))
    try {
      const fresh = await startOnce(dataDir, 0)
      first.push(fresh.seconds)
      const again = await startOnce(dataDir, short ? 3_000 : idleMs)
      later.push(again.seconds, (await startOnce(dataDir, 0)).seconds)
      resident.push(again.megabytes)
      log(
        `start: first ${fresh.seconds.toFixed(2)} s, later ${again.seconds.toFixed(2)} s, idle ${again.megabytes.toFixed(0)} MB`,
      )
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  }
  return [
    {
      name: 'start, embedded: the first after install',
      unit: 's',
      runs: first,
      bound: { kind: 'at most', value: 4 },
    },
    { name: 'start, embedded: later', unit: 's', runs: later, bound: { kind: 'at most', value: 2 } },
    {
      name: 'idle, embedded: resident memory',
      unit: 'MB',
      runs: resident,
      bound: { kind: 'at most', value: 450 },
    },
  ]
}

const startOnce = async (dataDir: string, idle: number): Promise<{ seconds: number; megabytes: number }> => {
  const started = performance.now()
  const child = await startChild<{ url: string }>(
    './serve.ts',
    { ...benchSettings(dataDir), ...embeddedMemory.env },
    embeddedMemory.flags,
  )
  try {
    const ready = await fetch(`${child.said.url}/readyz`)
    if (!ready.ok) throw new Error(`a started installation is not ready: ${await ready.text()}`)
    const seconds = (performance.now() - started) / 1_000
    await new Promise((resolve) => setTimeout(resolve, idle))
    return { seconds, megabytes: await residentMegabytes(child.process.pid ?? 0) }
  } finally {
    await child.stop()
  }
}

/** Resident memory of a process with all its threads. Linux only. */
const residentMegabytes = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1_024
}
