import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)
const pg15 = fileURLToPath(new URL('../bin/pg15', import.meta.url))

/** A database of its own for one bench. */
export interface BenchDatabase {
  url: string
  close(): Promise<void>
}

/** A scratch database on the server that BENCH_DATABASE_URL names, else on a private PostgreSQL 15 started for it. */
export const openBenchDatabase = async (): Promise<BenchDatabase> => {
  const given = process.env['BENCH_DATABASE_URL']
  const folder = given ? undefined : await mkdtemp(join(tmpdir(), 'throughline-bench-'))
  if (folder) await run('chmod', ['755', folder])
  const server = given ?? (await run(pg15, ['start', folder ?? ''])).stdout.trim()
  const name = `bench_${randomBytes(6).toString('hex')}`
  const admin = async (text: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(text)
    await client.end()
  }
  await admin(`create database ${name}`)
  return {
    url: Object.assign(new URL(server), { pathname: `/${name}` }).toString(),
    async close() {
      await admin(`drop database ${name} with (force)`)
      if (!folder) return
      await run(pg15, ['stop', folder])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
