import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, call, quiet, signUp, upload } from './testing/person.ts'
import { openScratch, type Scratch } from './testing/scratch.ts'
import { startProcess, startRefused, type Ending } from './testing/server-process.ts'

const run = promisify(execFile)

let scratch: Scratch
beforeAll(async () => {
  scratch = await openScratch()
})
afterAll(() => scratch.remove())

/** One message for a person: what is wrong and what to do, without a stack. */
const expectReadable = ({ code, errors }: Ending, ...words: RegExp[]): void => {
  expect({ code, errors }).toMatchObject({ code: 1 })
  for (const word of words) expect(errors).toMatch(word)
  expect(errors).not.toMatch(/^\s+at /m)
  expect(errors.trim().split('\n').length).toBeLessThan(8)
}

describe('a start that cannot succeed says why and what to do', () => {
  test('when the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expectReadable(
      await startRefused({ ...scratch.env, PORT: String(port) }),
      new RegExp(`Port ${port}`),
      /in use/,
      /--port/,
    )
    other.close()
  })

  test('when several settings are wrong, all of them at once', async () => {
    expectReadable(
      await startRefused({
        ...scratch.env,
        PORT: 'eighty',
        LOG_LEVEL: 'loud',
        SMTP_URL: 'http://mail',
        UPLOAD_MAX_BYTES: 'big',
      }),
      /PORT/,
      /LOG_LEVEL/,
      /SMTP_URL/,
      /UPLOAD_MAX_BYTES/,
    )
  })

  test('when a database is named and the secret is missing', async () => {
    expectReadable(
      await startRefused({
        THROUGHLINE_DATA: scratch.dataDir,
        DATABASE_URL: 'postgres://u:p@127.0.0.1:1/x',
        THROUGHLINE_SECRET: undefined,
      }),
      /THROUGHLINE_SECRET/,
      /Set it/,
    )
  })

  test('when the database server is out of reach, without telling its password', async () => {
    const ending = await startRefused({
      THROUGHLINE_DATA: scratch.dataDir,
      DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/x',
    })
    expectReadable(ending, /DATABASE_URL|database/i, /127\.0\.0\.1:1/)
    expect(ending.errors).not.toContain('hunter2')
  })

  test('when the data was made with another secret, and it leaves the data alone', async () => {
    const before = await startProcess(scratch.env)
    await before.end('SIGTERM')
    const elsewhere = await mkdtemp(join(tmpdir(), 'throughline-faults-'))
    const folder = scratch.env['DATABASE_URL'] ? elsewhere : scratch.dataDir
    expectReadable(
      await startRefused({
        ...scratch.env,
        THROUGHLINE_DATA: folder,
        THROUGHLINE_SECRET: 'another secret that is long enough to be one',
      }),
      /THROUGHLINE_SECRET/,
      /former/,
    )
    await rm(elsewhere, { recursive: true, force: true })
    const after = await startProcess(scratch.env)
    expect((await ask(`${after.url}/readyz`, {})).status).toBe(200)
    await after.end('SIGTERM')
  })
})

describe.skipIf(process.env['TEST_DATABASE_URL'] !== undefined)('the folder of an embedded database', () => {
  test('is used by one process at a time', async () => {
    const first = await startProcess(scratch.env)
    expectReadable(await startRefused(scratch.env), new RegExp(`in use by process ${first.pid}`), /--data/)
    await first.end('SIGTERM')
  })

  test('is taken over from a dead process, even when its number lives again', async () => {
    const first = await startProcess(scratch.env)
    await first.end('SIGKILL')
    for (const lock of [undefined, `${process.pid} someone-before/1`, '']) {
      if (lock !== undefined) await writeFile(join(scratch.dataDir, 'database.lock'), lock)
      const next = await startProcess(scratch.env)
      expect((await next.end('SIGTERM')).code).toBe(0)
    }
    expect((await readdir(scratch.dataDir)).filter((name) => name.startsWith('database.lock'))).toEqual([])
  })

  test('is refused when another version made it', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'throughline-faults-'))
    await mkdir(join(dataDir, 'database'))
    await writeFile(join(dataDir, 'database', 'PG_VERSION'), '17\n')
    await writeFile(join(dataDir, 'database.version'), 'postgresql-17 pglite-0.3\n')
    expectReadable(await startRefused({ THROUGHLINE_DATA: dataDir }), /another version/, /throughline backup/)
    await rm(dataDir, { recursive: true })
  })

  test('is made anew when the first start died in the middle of making it', { timeout: 60_000 }, async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'throughline-faults-'))
    for (const moment of [400, 900, 1_400]) {
      const dying = startProcess({ THROUGHLINE_DATA: dataDir }).then(
        (server) => server.end('SIGKILL'),
        () => undefined,
      )
      await new Promise((resolve) => setTimeout(resolve, moment))
      await run('sh', ['-c', `cut -d' ' -f1 "${dataDir}/database.lock" | xargs -r kill -9`]).catch(
        () => undefined,
      )
      await dying
    }
    const server = await startProcess({ THROUGHLINE_DATA: dataDir })
    expect((await ask(`${server.url}/readyz`, {})).status).toBe(200)
    await server.end('SIGTERM')
    await rm(dataDir, { recursive: true })
  })
})

describe('a server that is asked to stop while files are read', () => {
  test('ends well and takes the work up again at its next start', { timeout: 90_000 }, async () => {
    const first = await startProcess(scratch.env)
    const person = await signUp(first.url)
    const lines = Array.from(
      { length: 500 },
      (_, line) => `There is a risk that vendor ${line} slips by six weeks and costs ${line},000 EUR.`,
    ).join('\n')
    const ids: string[] = []
    for (const name of ['a.md', 'b.md', 'c.md'])
      ids.push(String((await upload(first.url, person, name, `${name}\n${lines}`)).body['id']))
    expect((await first.end('SIGTERM')).code).toBe(0)
    const second = await startProcess(scratch.env)
    await quiet(second.url, person, 60_000)
    for (const id of ids)
      expect((await call(second.url, person, 'GET', `artifacts/${id}`)).body).toMatchObject({
        state: 'processed',
      })
    expect((await call(second.url, person, 'GET', 'job-runs?state=cancelled')).body['items']).toEqual([])
    expect((await call(second.url, person, 'GET', 'job-runs?state=failed')).body['items']).toEqual([])
    await second.end('SIGTERM')
  })
})

describe.skipIf(process.env['TEST_DATABASE_URL'] !== undefined)(
  'a server whose data folder was deleted under it',
  () => {
    test('still ends when it is asked to', { timeout: 90_000 }, async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'throughline-faults-'))
      const server = await startProcess({ THROUGHLINE_DATA: dataDir, STOP_TIMEOUT_MS: '3000' })
      const person = await signUp(server.url)
      const lines = Array.from({ length: 1_200 }, (_, line) => `There is a risk that vendor ${line} slips.`)
      for (const name of ['a.md', 'b.md'])
        await upload(server.url, person, name, `${name}\n${lines.join('\n')}`)
      await new Promise((resolve) => setTimeout(resolve, 8_000))
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
      const { code, signal } = await server.end('SIGTERM')
      expect(signal).toBeNull()
      expect([0, 1]).toContain(code)
    })
  },
)

const mayMount = process.getuid?.() === 0
describe.skipIf(!mayMount)('a disk without space for uploads (needs root, to mount a small one)', () => {
  test('is told to the sender, and nothing is half written', { timeout: 60_000 }, async () => {
    const disk = await mkdtemp(join(tmpdir(), 'throughline-disk-'))
    await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk])
    try {
      const server = await startProcess({ ...scratch.env, STORAGE_URL: `file://${disk}` })
      const person = await signUp(server.url)
      const refused = await upload(server.url, person, 'large.md', 'x'.repeat(3_000_000))
      expect(refused).toMatchObject({ status: 507, body: { code: 'storage-full' } })
      expect((await call(server.url, person, 'GET', 'artifacts')).body['items']).toEqual([])
      expect(
        (await readdir(disk, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()),
      ).toEqual([])
      expect((await upload(server.url, person, 'small.md', 'small enough')).status).toBe(201)
      await server.end('SIGTERM')
    } finally {
      await run('umount', ['-l', disk])
      await rm(disk, { recursive: true, force: true })
    }
  })
})
