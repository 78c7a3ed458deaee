import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { startChild } from '../children.ts'
import { cpuSeconds, roleBackendsOf } from '../cpu.ts'
import { openBenchDatabase } from '../postgres.ts'
import { benchSettings, prepareTenant, type BenchTenant } from '../tenant.ts'
import type { MadeFile } from './files.ts'

/** An installation in a process of its own, with one project. */
export interface Installation {
  port: number
  tenant: BenchTenant
  /** the process that serves and works */
  pid: number
  call(method: string, path: string, body?: unknown): Promise<unknown>
  upload(file: MadeFile): Promise<string>
  /** resolves when nothing is left to be done */
  settled(): Promise<void>
  /** seconds of processor time used so far, by the process and by its connections to a server */
  cpu(): Promise<number>
  stop(): Promise<void>
}

const work = z.object({ jobs: z.int(), deliveries: z.int() })
const uploaded = z.object({ id: z.uuid() })

/** Starts one on either engine. */
export const startInstallation = async (
  engine: 'server' | 'embedded',
  settings: Record<string, string>,
): Promise<Installation> => {
  const database = engine === 'server' ? await openBenchDatabase() : undefined
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-bench-ingest-'))
  const all = benchSettings(dataDir, { ...(database ? { DATABASE_URL: database.url } : {}), ...settings })
  const tenant = await prepareTenant(all)
  const server = await startChild<{ url: string }>('./serve.ts', all)
  const pid = server.process.pid ?? 0
  const base = `${server.said.url}/api/v1/${tenant.path}`
  const ask = async (method: string, path: string, headers: Record<string, string>, body?: BodyInit) => {
    const answer = await fetch(`${base}/${path}`, {
      method,
      headers: { authorization: `Bearer ${tenant.apiKey}`, ...headers },
      ...(body === undefined ? {} : { body }),
    })
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const call: Installation['call'] = (method, path, body) =>
    ask(
      method,
      path,
      { 'content-type': 'application/json' },
      body === undefined ? undefined : JSON.stringify(body),
    )
  return {
    port: Number(new URL(server.said.url).port),
    tenant,
    pid,
    call,
    async upload({ name, bytes }) {
      const headers = {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${name}"`,
      }
      return uploaded.parse(await ask('POST', 'artifacts', headers, new Blob([new Uint8Array(bytes)]))).id
    },
    async settled() {
      for (let quiet = 0; quiet < 2;) {
        const { jobs, deliveries } = work.parse(await call('GET', 'work'))
        quiet = jobs + deliveries === 0 ? quiet + 1 : 0
        if (quiet < 2) await new Promise((resolve) => setTimeout(resolve, quiet === 0 ? 250 : 20))
      }
    },
    async cpu() {
      return cpuSeconds([pid, ...(database ? await roleBackendsOf(database.url) : [])])
    },
    async stop() {
      await server.stop()
      await database?.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
