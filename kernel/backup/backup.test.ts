import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  openTestInstallation,
  type Tenant,
  type TestInstallation,
  prepareDatabase,
} from '#apps/server/testing.ts'
import { readEnvironment, type Environment } from '../config/index.ts'
import { openDatabase, uuidv7, type Database, type MigrationSource } from '../db/index.ts'
import { createSealer, heads, verifyChain } from '../ledger/index.ts'
import { Registry } from '../module/index.ts'
import { createVault, rolePassword } from '../vault/index.ts'
import { backup, restore, type BackupReport } from './index.ts'

const secret = 'a secret of tests that is long enough to be one'
let installation: TestInstallation
let tenant: Tenant
let folder: string
let file: string
let report: BackupReport
let credential: { id: string; org_id: string }
const undo: (() => Promise<unknown>)[] = []

/** Configuration of an installation that does not exist yet. */
const newPlace = async (): Promise<Environment> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-restore-'))
  undo.push(() => rm(dataDir, { recursive: true, force: true }))
  const server = readEnvironment().TEST_DATABASE_URL
  if (!server) return { THROUGHLINE_DATA: dataDir, THROUGHLINE_SECRET: secret }
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = await openDatabase({ databaseUrl: server, dataDir: null, rolePassword: () => secret })
  const run = (text: string) =>
    admin.engine.withConnection('owner', (connection) => connection.send([{ text }]))
  await run(`create database ${name}`)
  undo.push(() => run(`drop database ${name} with (force)`).then(() => admin.close()))
  return {
    THROUGHLINE_DATA: dataDir,
    THROUGHLINE_SECRET: secret,
    DATABASE_URL: Object.assign(new URL(server), { pathname: `/${name}` }).toString(),
  }
}

const restoreInto = (env: Environment, from = file) =>
  restore({ from, env, registry: installation.house.registry, prepare: prepareDatabase })

beforeAll(async () => {
  installation = await openTestInstallation()
  const { house } = installation
  tenant = await installation.tenant()
  for (let n = 1; n <= 30; n += 1)
    await tenant.call('POST', 'risks', {
      title: `Ризик ${n} “quoted” \\ and\nlines`,
      probability: 'high',
      impact: 'medium',
    })
  await tenant.call('PATCH', 'risks/RISK-3', { impact: 'low', reason: 'new estimate' })
  const { key, size } = await house.blobs.put(tenant.orgId, randomBytes(300_000), { maxBytes: 1_000_000 })
  const sql = house.database.sql('maintenance')
  await sql.query(
    'insert into blobs (org_id, id, project_id, storage_key, sha256, size_bytes) values ($1, $2, $3, $4, $4, $5)',
    [tenant.orgId, uuidv7(), tenant.projectId, key, size],
  )
  credential = { id: uuidv7(), org_id: tenant.orgId }
  const sealed = house.vault.seal(tenant.orgId, 'the vendor key', 'credentials/test')
  await sql.query(
    'insert into credentials (org_id, id, name, purpose, ciphertext, wrapped_key, key_id) values ($1, $2, $3, $4, $5, $6, $7)',
    [tenant.orgId, credential.id, 'vendor', 'test', sealed.ciphertext, sealed.wrappedKey, sealed.keyId],
  )
  await installation.settle()
  await createSealer(house).sealOnce()
  folder = await mkdtemp(join(tmpdir(), 'throughline-backup-'))
  file = join(folder, 'all.tar.gz')
  report = await backup(house, file)
})
afterAll(async () => {
  await installation.close()
  for (const each of undo) await each()
  await rm(folder, { recursive: true, force: true })
})

const everyRow = async (of: TestInstallation): Promise<Record<string, string>> => {
  const found: Record<string, string> = {}
  const sql = of.house.database.sql('maintenance')
  for (const table of Object.keys(report.counts)) {
    const [row] = await sql.query<{ digest: string }>(
      `select md5(coalesce(string_agg(line, e'\\n' order by line), '')) as digest from (select (to_jsonb(t) - 'xact_id' - 'last_used_at')::text as line from ${table} t) x`,
    )
    found[table] = row?.digest ?? ''
  }
  return found
}

test('a restored installation has the same rows, files, heads and secrets, and its audit holds', async () => {
  const before = await everyRow(installation)
  const place = await newPlace()

  const restored = await restoreInto(place)
  const copy = await openTestInstallation(place, { dataDir: place.THROUGHLINE_DATA ?? '' })
  undo.unshift(() => copy.close())

  expect(restored).toMatchObject({
    counts: report.counts,
    blobs: report.blobs,
    heads: report.heads,
    audit: { ok: true, problems: [] },
  })
  expect(report.counts).toMatchObject({ risks: 30, organizations: 1, credentials: 1, blobs: 1 })
  expect(await everyRow(copy)).toEqual(before)
  expect(await heads(copy.house.database.sql('maintenance'))).toEqual(
    await heads(installation.house.database.sql('maintenance')),
  )
  const [sealed] = await copy.house.database
    .sql('maintenance')
    .query<{ ciphertext: string; wrappedKey: string; keyId: string }>(
      'select ciphertext, wrapped_key as "wrappedKey", key_id as "keyId" from credentials where org_id = $1 and id = $2',
      [credential.org_id, credential.id],
    )
  expect(sealed && copy.house.vault.openText(tenant.orgId, sealed, 'credentials/test')).toBe('the vendor key')
  const [blob] = await copy.house.database
    .sql('maintenance')
    .query<{ sha256: string }>('select sha256 from blobs')
  expect(await copy.house.blobs.check(tenant.orgId, blob?.sha256 ?? '')).toBe('intact')
})

test('the restored installation works on: old keys open it, numbers go on, guards and history are in place', async () => {
  const place = await newPlace()
  await restoreInto(place)
  const copy = await openTestInstallation(place, { dataDir: place.THROUGHLINE_DATA ?? '' })
  undo.unshift(() => copy.close())
  const call = (method: string, path: string, body?: unknown) =>
    copy.call(method, `orgs/${tenant.org}/projects/${tenant.project}/${path}`, {
      key: tenant.apiKey,
      ...(body === undefined ? {} : { body }),
    })

  const made = await call('POST', 'risks', { title: 'After the restore', probability: 'low', impact: 'low' })
  await createSealer(copy.house).sealOnce()

  expect(made).toMatchObject({ status: 201, body: { key: 'RISK-31' } })
  expect((await call('GET', 'risks/RISK-3/history')).body.items).toMatchObject([
    { reason: 'new estimate', version: 2 },
    { version: 1 },
  ])
  const maintenance = copy.house.database.sql('maintenance')
  expect(await verifyChain(maintenance, { heads: report.heads })).toMatchObject({ ok: true })
  const [unguarded] = await maintenance.query<{ count: number }>(
    `select count(*) from pg_class where relnamespace = 'public'::regnamespace and relname in ('entities', 'risks', 'audit_log', 'users') and not (relrowsecurity and relforcerowsecurity)`,
  )
  expect(unguarded?.count).toBe(0)
  const constraints = `select count(*) from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`
  expect(await maintenance.query(constraints)).toEqual(
    await installation.house.database.sql('maintenance').query(constraints),
  )
})

test('work that was queued is queued again', async () => {
  const place = await newPlace()
  const run = uuidv7()
  const sql = installation.house.database.sql('maintenance')
  const [job = ''] = installation.house.registry.jobs.keys()
  await sql.query(
    `insert into job_runs (org_id, id, project_id, job, state, actor_type, input) values ($1, $2, $3, $4, 'running', 'system', '{}')`,
    [tenant.orgId, run, tenant.projectId, job],
  )
  const other = join(folder, 'with-work.tar.gz')
  await backup(installation.house, other)
  await sql.query('delete from job_runs where id = $1', [run])

  const restored = await restoreInto(place, other)

  expect(restored.jobs).toBe(job === '' ? 0 : 1)
})

test('the secret is nowhere in the archive, and a wrong or absent one is refused before anything is made', async () => {
  const { THROUGHLINE_SECRET: _, ...place } = await newPlace()

  expect(gunzipSync(await readFile(file)).includes(secret)).toBe(false)
  await expect(
    restoreInto({ ...place, THROUGHLINE_SECRET: 'another secret that is long enough to be one' }),
  ).rejects.toMatchObject({ code: 'secret-wrong' })
  await expect(restoreInto({ ...place, DATABASE_URL: undefined })).rejects.toMatchObject({
    code: 'secret-required',
  })
  expect(await readdir(place.THROUGHLINE_DATA ?? '')).toEqual([])
})

test('an installation in use is not overwritten', async () => {
  const place = await newPlace()
  await restoreInto(place)

  await expect(restoreInto(place)).rejects.toMatchObject({ code: 'not-empty' })
})

test('an archive that is cut off, altered or something else is refused, and the place stays empty for a good one', async () => {
  const place = await newPlace()
  const bytes = await readFile(file)
  const cut = join(folder, 'cut.tar.gz')
  await writeFile(cut, bytes)
  await truncate(cut, bytes.length - 2_000)
  const altered = join(folder, 'altered.tar.gz')
  const plain = gunzipSync(bytes)
  plain.write('9', plain.indexOf('new estimate'))
  await writeFile(altered, gzipSync(plain))
  const text = join(folder, 'notes.txt')
  await writeFile(text, 'no backup at all')

  await expect(restoreInto(place, cut)).rejects.toMatchObject({ code: 'damaged' })
  await expect(restoreInto(place, altered)).rejects.toMatchObject({ code: 'damaged' })
  await expect(restoreInto(place, text)).rejects.toMatchObject({ code: 'not-a-backup' })
  expect((await restoreInto(place)).counts).toEqual(report.counts)
})

test('an existing file is not overwritten by a backup', async () => {
  await expect(backup(installation.house, file)).rejects.toMatchObject({ code: 'file-exists' })
})

test('an archive of an older version is brought forward while it is restored, one of a newer version is refused', async () => {
  class Newer extends Registry {
    override migrationSources(): MigrationSource[] {
      const sql = `-- compatible\nalter table risks add column later text not null default 'filled in'`
      return [
        ...super.migrationSources(),
        { owner: 'program/later', migrations: [{ name: '0001_later.sql', sql }] },
      ]
    }
  }
  class Older extends Registry {
    override migrationSources(): MigrationSource[] {
      return super.migrationSources().map(({ owner, migrations }) => ({
        owner,
        migrations: migrations.filter(({ name }) => name !== '0003_archives.sql'),
      }))
    }
  }
  const { modules } = installation.house.registry
  const env = await newPlace()

  const restored = await restore({ from: file, env, registry: new Newer(modules), prepare: prepareDatabase })
  expect(restored.counts).toEqual(report.counts)
  const database = await openDatabase({
    databaseUrl: env.DATABASE_URL,
    dataDir: env.THROUGHLINE_DATA ?? null,
    rolePassword: rolePassword(createVault(secret)),
  })
  undo.unshift(() => database.close())
  const rows = await database
    .sql('maintenance')
    .query<{ later: string; n: number }>('select later, count(*) as n from risks group by later')
  expect(rows).toEqual([{ later: 'filled in', n: report.counts.risks }])

  await expect(
    restore({ from: file, env: await newPlace(), registry: new Older(modules), prepare: prepareDatabase }),
  ).rejects.toMatchObject({ code: 'newer-version', message: expect.stringContaining('0003_archives.sql') })
})

test.skipIf(Boolean(readEnvironment().TEST_DATABASE_URL))(
  'while an embedded database is read from, others write, and the reader sees none of it',
  async () => {
    const { database } = installation.house
    const counted = (of: Database) => of.sql('maintenance').query('select count(*) as n from risks')
    const before = await counted(database)

    await database.reading((copy) =>
      copy.as('maintenance', async (tx) => {
        await tx.query('select 1')
        const { status } = await tenant.call('POST', 'risks', {
          title: 'Meanwhile',
          probability: 'low',
          impact: 'low',
        })
        expect(status).toBe(201)
        expect(await tx.query('select count(*) as n from risks')).toEqual(before)
      }),
    )

    expect(await counted(database)).not.toEqual(before)
    expect((await readdir(installation.dataDir)).filter((name) => name.includes('snapshot'))).toEqual([])
  },
)
