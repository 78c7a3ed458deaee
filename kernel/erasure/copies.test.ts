import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  openTestInstallation,
  prepareDatabase,
  type Tenant,
  type TestInstallation,
} from '#apps/server/testing.ts'
import { backup, exportProject, importProject, restore } from '../backup/index.ts'
import { readEnvironment, type Environment } from '../config/index.ts'
import { openDatabase } from '../db/index.ts'
import { archiveOldMonths, createSealer, verifyChain } from '../ledger/index.ts'
import { createVault, rolePassword } from '../vault/index.ts'
import { tablesWith } from './testing.ts'

const secret = 'a secret of tests that is long enough to be one'
const undo: (() => Promise<unknown>)[] = []
let installation: TestInstallation
let folder: string

beforeAll(async () => {
  installation = await openTestInstallation()
  folder = await mkdtemp(join(tmpdir(), 'throughline-copies-'))
})
afterAll(async () => {
  await installation.close()
  for (const step of undo.toReversed()) await step()
  await rm(folder, { recursive: true, force: true })
})

/** Configuration of an installation that does not exist yet. */
const newPlace = async (): Promise<Environment> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-copy-'))
  undo.push(() => rm(dataDir, { recursive: true, force: true }))
  const server = readEnvironment().TEST_DATABASE_URL
  if (!server) return { THROUGHLINE_DATA: dataDir, THROUGHLINE_SECRET: secret }
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = await openDatabase({ databaseUrl: server, dataDir: null, rolePassword: () => secret })
  const run = (text: string) =>
    admin.engine.withConnection('owner', (connection) => connection.send([{ text }]))
  await run(`create database ${name}`)
  undo.push(() => run(`drop database ${name} with (force)`).then(() => admin.close()))
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).toString()
  return { THROUGHLINE_DATA: dataDir, THROUGHLINE_SECRET: secret, DATABASE_URL: url }
}
const restored = async (from: string, keys?: string) => {
  const env = await newPlace()
  const report = await restore({
    from,
    keys,
    env,
    registry: installation.house.registry,
    prepare: prepareDatabase,
  })
  const { DATABASE_URL: databaseUrl, THROUGHLINE_DATA: dataDir } = env
  const database = await openDatabase({
    databaseUrl,
    dataDir: dataDir ?? null,
    rolePassword: rolePassword(createVault(secret)),
  })
  undo.push(() => database.close())
  return { report, sql: database.sql('maintenance') }
}

/** Two people whose names were changed twice, so that the log alone knows a former one. */
const withPeople = async (): Promise<{ tenant: Tenant; ids: string[] }> => {
  const tenant = await installation.tenant()
  await tenant.call('POST', 'artifacts', Buffer.from('## Present\n\n- Mara Lindqvist\n- Tomas Okafor\n'), {
    'content-type': 'text/markdown',
    'content-disposition': 'attachment; filename="minutes.md"',
  })
  await installation.settle()
  const { body } = await tenant.call<{ items: { id: string }[] }>('GET', 'referents?sort=number')
  const ids = body.items.slice(0, 2).map(({ id }) => id)
  for (const [n, id] of ids.entries())
    for (const name of [`Formerly${n} Zzquill`, `Presently${n} Zzquill`])
      await tenant.call('PATCH', `referents/${id}`, { name })
  await installation.settle()
  await createSealer(installation.house).sealOnce()
  return { tenant, ids }
}
const erase = (tenant: Tenant, record: string | undefined) =>
  installation.call('POST', `orgs/${tenant.org}/erasures`, {
    key: tenant.apiKey,
    body: { record, reason: 'asked for it' },
  })

test(
  'a backup holds neither what was erased nor former values of others in words',
  { timeout: 180_000 },
  async () => {
    const { tenant, ids } = await withPeople()
    await erase(tenant, ids[0])
    await installation.settle()
    await createSealer(installation.house).sealOnce()
    const file = join(folder, 'after.tar.gz')

    await backup(installation.house, file)
    const text = gunzipSync(await readFile(file)).toString('utf8')

    expect(text).not.toContain('Formerly0')
    expect(text).not.toContain('Presently0')
    expect(text).not.toContain('Formerly1')
    expect(text).toContain('Presently1')
  },
)

test(
  'a backup of before needs the file of keys, and with one of after the erasure the person is erased again',
  { timeout: 180_000 },
  async () => {
    const { tenant, ids } = await withPeople()
    const [file, keys] = [join(folder, 'before.tar.gz'), join(folder, 'keys.json')]
    await backup(installation.house, file, { keysFile: keys })
    await erase(tenant, ids[0])
    await installation.settle()
    await createSealer(installation.house).sealOnce()
    await backup(installation.house, join(folder, 'later.tar.gz'), { keysFile: keys })

    await expect(restored(file)).rejects.toMatchObject({ code: 'keys-required' })
    const { report, sql } = await restored(file, keys)

    expect(report).toMatchObject({ erasedAgain: 1, audit: { ok: true, problems: [] } })
    // the search hears of it when the installation starts
    const indexed = ['chunks', 'term_frequencies']
    const tables = await tablesWith(sql, tenant.orgId, ['Formerly0', 'Presently0'])
    expect(tables.filter((table) => !indexed.includes(table))).toEqual([])
    expect(await tablesWith(sql, tenant.orgId, ['Presently1'])).toContain('referents')
  },
)

test(
  'a project that is exported takes former values along, but not those that were erased',
  { timeout: 180_000 },
  async () => {
    const { tenant, ids } = await withPeople()
    const other = await installation.tenant()
    await erase(tenant, ids[0])
    await installation.settle()
    await createSealer(installation.house).sealOnce()
    const file = join(folder, 'project.zip')

    await exportProject(installation.house, { orgId: tenant.orgId, projectId: tenant.projectId }, file)
    const target = { orgId: other.orgId, userId: other.userId, requestId: 'import' }
    const imported = await importProject(installation.house, target, file, { maxBytes: 100_000_000 })
    await createSealer(installation.house).sealOnce()
    const history = (key: string) =>
      installation.call('GET', `orgs/${other.org}/projects/${imported.slug}/referents/${key}/history`, {
        key: other.apiKey,
      })

    const { database, vault } = installation.house
    expect(JSON.stringify((await history('WHO-1')).body)).toMatch(/"before":"\[erased\]"/)
    expect(JSON.stringify((await history('WHO-1')).body)).not.toContain('Zzquill')
    expect(JSON.stringify((await history('WHO-2')).body)).toContain('Formerly1 Zzquill')
    expect(await verifyChain(database.sql('maintenance'), { orgId: other.orgId, vault })).toMatchObject({
      ok: true,
      problems: [],
    })
  },
)

test(
  'a project that is imported beside the one it came from keeps its values when they are erased there',
  { timeout: 180_000 },
  async () => {
    const { tenant, ids } = await withPeople()
    const { database, vault } = installation.house
    await createSealer(installation.house).sealOnce()
    const file = join(folder, 'beside.zip')
    await exportProject(installation.house, { orgId: tenant.orgId, projectId: tenant.projectId }, file)
    const target = { orgId: tenant.orgId, userId: tenant.userId, requestId: 'import' }
    const imported = await importProject(installation.house, target, file, { maxBytes: 100_000_000 })
    await createSealer(installation.house).sealOnce()
    await erase(tenant, ids[1])
    await createSealer(installation.house).sealOnce()

    const history = async (project: string): Promise<string> => {
      const path = `orgs/${tenant.org}/projects/${project}/referents/WHO-2/history`
      return JSON.stringify((await installation.call('GET', path, { key: tenant.apiKey })).body)
    }

    expect(await history(tenant.project)).not.toContain('Formerly1 Zzquill')
    expect(await history(imported.slug)).toContain('Formerly1 Zzquill')
    expect(await verifyChain(database.sql('maintenance'), { orgId: tenant.orgId, vault })).toMatchObject({
      ok: true,
      problems: [],
    })
  },
)

test(
  'an archived month holds values only encrypted, and an erasure reaches them there too',
  { timeout: 180_000 },
  async () => {
    const { tenant, ids } = await withPeople()
    const { database, blobs, vault } = installation.house
    const sql = database.sql('maintenance')
    await database.as('owner', async (tx) => {
      const tables = ['audit_log', 'audit_chain', 'audit_pending', 'personal_values']
      for (const parent of ['audit_log', 'personal_values'])
        await tx.query(
          `create table ${parent}_2024_05 partition of ${parent} for values from ('2024-05-01') to ('2024-06-01')`,
        )
      for (const table of tables) {
        await tx.query(`alter table ${table} disable trigger user`)
        await tx.query(`alter table ${table} disable row level security`)
      }
      await tx.query('delete from audit_chain where org_id = $1', [tenant.orgId])
      for (const table of ['audit_log', 'personal_values'])
        await tx.query(
          `update ${table} set occurred_at = '2024-05-10'::timestamptz + (occurred_at - (select min(occurred_at) from audit_log where org_id = $1)) where org_id = $1`,
          [tenant.orgId],
        )
      await tx.query(
        'insert into audit_pending select org_id, id, occurred_at from audit_log where org_id = $1',
        [tenant.orgId],
      )
      for (const table of tables) {
        await tx.query(`alter table ${table} enable row level security`)
        await tx.query(`alter table ${table} enable trigger user`)
      }
    })
    await createSealer(installation.house).sealOnce()

    expect(await archiveOldMonths(installation.house, 1)).toBe(1)
    await createSealer(installation.house).sealOnce()
    const [archive] = await sql.query<{ sha256: string }>(
      'select sha256 from audit_archives where org_id = $1',
      [tenant.orgId],
    )
    const text = Buffer.concat(
      await (await blobs.open(tenant.orgId, archive?.sha256 ?? '')).toArray(),
    ).toString('utf8')
    const kept = await sql.query('select 1 from personal_values where org_id = $1', [tenant.orgId])
    await erase(tenant, ids[0])
    await installation.settle()
    await createSealer(installation.house).sealOnce()

    expect(text).toContain('ciphertext')
    expect(text).not.toMatch(/Formerly|Presently/)
    expect(kept.length).toBeGreaterThan(0)
    expect(await verifyChain(sql, { orgId: tenant.orgId, blobs, vault })).toMatchObject({
      ok: true,
      problems: [],
    })
    expect(await sql.query('select 1 from personal_keys where subject_id = $1', [ids[0]])).toEqual([])
    expect(await tablesWith(sql, tenant.orgId, ['Formerly0', 'Presently0'])).toEqual([])
  },
)
