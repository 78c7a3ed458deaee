import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEnvironment } from '#kernel/config/index.ts'
import { ask, call, quiet, signUp, upload, type Person } from './testing/person.ts'
import { startProcess, type ServerProcess } from './testing/server-process.ts'

const pg15 = fileURLToPath(new URL('../../../bin/pg15', import.meta.url))
const postgres = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(pg15, args)).stdout.trim()

// A server of its own, since the one that other tests use must not go away under them.
describe.skipIf(readEnvironment()['TEST_DATABASE_URL'] === undefined)(
  'a database server that goes away and comes back',
  () => {
    let folder: string
    let server: ServerProcess
    let person: Person
    let port: string

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'throughline-away-'))
      // where root runs the tests, the server runs as nobody and has to get in
      await chmod(folder, 0o755)
      const url = await postgres('start', join(folder, 'postgres'))
      port = new URL(url).port
      server = await startProcess({ THROUGHLINE_DATA: join(folder, 'data'), DATABASE_URL: url })
      person = await signUp(server.url)
    })
    afterAll(async () => {
      await server.end('SIGTERM')
      await postgres('stop', join(folder, 'postgres'))
      await rm(folder, { recursive: true, force: true })
    })

    test('is answered as unavailable, and works again without a restart', { timeout: 60_000 }, async () => {
      const risk = { title: 'Slip', probability: 'high', impact: 'low' }
      expect((await call(server.url, person, 'POST', 'risks', risk)).status).toBe(201)
      await postgres('stop', join(folder, 'postgres'))
      for (let turn = 0; turn < 3; turn += 1) {
        const away = await call(server.url, person, 'POST', 'risks', risk)
        expect(away).toMatchObject({ status: 503, body: { code: 'database-unavailable' } })
        expect(Number(away.headers.get('retry-after'))).toBeGreaterThan(0)
      }
      expect((await ask(`${server.url}/readyz`, {})).status).toBe(503)
      expect((await ask(`${server.url}/healthz`, {})).status).toBe(200)
      await postgres('start', join(folder, 'postgres'), port)
      await expect
        .poll(async () => (await call(server.url, person, 'POST', 'risks', risk)).status, {
          timeout: 10_000,
          interval: 500,
        })
        .toBe(201)
      expect(
        (await upload(server.url, person, 'plan.md', 'There is a risk that the vendor slips by six weeks.'))
          .status,
      ).toBe(201)
      await quiet(server.url, person, 30_000)
      expect((await call(server.url, person, 'GET', 'artifacts/FILE-1')).body).toMatchObject({
        state: 'processed',
      })
    })
  },
)
