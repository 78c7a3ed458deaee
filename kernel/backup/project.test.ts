import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { uuidv7 } from '../db/index.ts'
import { createSealer } from '../ledger/index.ts'
import { verifyInstallation } from '../verify/index.ts'
import { exportProject, importProject, type ProjectExport } from './index.ts'

let installation: TestInstallation
let tenant: Tenant
let folder: string
let file: string
let exported: ProjectExport
let sha256: string

beforeAll(async () => {
  installation = await openTestInstallation()
  const { house } = installation
  tenant = await installation.tenant()
  for (let n = 1; n <= 5; n += 1)
    await tenant.call('POST', 'risks', {
      title: `Risk ${n} \u2028 with “every” \\ sign`,
      probability: 'high',
      impact: 'medium',
      owner_id: tenant.userId,
    })
  await tenant.call('PATCH', 'risks/RISK-3', { impact: 'low', reason: 'new estimate' })
  await tenant.call('DELETE', 'risks/RISK-4')
  const [first, second] = [await tenant.call('GET', 'risks/RISK-1'), await tenant.call('GET', 'risks/RISK-2')]
  const sql = house.database.sql('maintenance')
  await sql.query(
    `insert into links (org_id, id, project_id, source_id, relation, target_id, origin) values ($1, $2, $3, $4, 'supports', $5, 'human')`,
    [tenant.orgId, uuidv7(), tenant.projectId, first.body.id, second.body.id],
  )
  const stored = await house.blobs.put(tenant.orgId, randomBytes(200_000), { maxBytes: 1_000_000 })
  sha256 = stored.key
  await sql.query(
    'insert into blobs (org_id, id, project_id, storage_key, sha256, size_bytes) values ($1, $2, $3, $4, $4, $5)',
    [tenant.orgId, uuidv7(), tenant.projectId, sha256, stored.size],
  )
  await installation.settle()
  folder = await mkdtemp(join(tmpdir(), 'throughline-export-'))
  file = join(folder, 'project.zip')
  exported = await exportProject(house, { orgId: tenant.orgId, projectId: tenant.projectId }, file)
})
afterAll(async () => {
  await installation.close()
  await rm(folder, { recursive: true, force: true })
})

const importInto = (target: Tenant) =>
  importProject(installation.house, { orgId: target.orgId, userId: target.userId, requestId: 'test' }, file, {
    maxBytes: 1e9,
  })

const read = async (of: Tenant, slug: string, path: string): Promise<Record<string, unknown>> =>
  (await installation.call('GET', `orgs/${of.org}/projects/${slug}/${path}`, { key: of.apiKey })).body

// people who are not members there are no owners there
test.each([
  ['the organization it came from', true],
  ['another organization', false],
])('a project imported into %s has the same keys, texts, states and history', async (_where, same) => {
  const target = same ? tenant : await installation.tenant()

  const imported = await importInto(target)

  expect(exported.counts).toEqual({ risk: 5 })
  expect(imported).toMatchObject({ counts: exported.counts, files: 1 })
  const strip = (body: Record<string, unknown>) =>
    (body.items as Record<string, unknown>[])
      .map(({ key, title, impact, version, state, owner_id }) => ({
        key,
        title,
        impact,
        version,
        state,
        owner_id,
      }))
      .toSorted((a, b) => String(a.key).localeCompare(String(b.key)))
  expect(strip(await read(target, imported.slug, 'risks'))).toEqual(
    strip(await read(tenant, tenant.project, 'risks')).map((risk) => ({
      ...risk,
      owner_id: same ? tenant.userId : null,
    })),
  )
  const history = (await read(target, imported.slug, 'risks/RISK-3/history')).items as {
    reason: string | null
    version: number
  }[]
  expect(history.map(({ reason, version }) => [reason, version])).toEqual([
    ['imported', 1],
    ['new estimate', 2],
    [null, 1],
  ])
  const [{ links } = { links: 0 }] = await installation.house.database
    .sql('maintenance')
    .query<{ links: number }>('select count(*) as links from links where org_id = $1 and project_id = $2', [
      target.orgId,
      imported.id,
    ])
  expect(links).toBe(1)
  expect(await installation.house.blobs.check(target.orgId, sha256)).toBe('intact')
})

test('after imports the whole installation still passes every check, and numbers go on', async () => {
  const target = await installation.tenant()
  const imported = await importInto(target)
  const made = await installation.call('POST', `orgs/${target.org}/projects/${imported.slug}/risks`, {
    key: target.apiKey,
    body: { title: 'Next', probability: 'low', impact: 'low' },
  })
  await createSealer(installation.house).sealOnce()

  const { checks } = await verifyInstallation(installation.house)

  expect(made.body.key).toBe('RISK-6')
  expect(checks.filter(({ ok }) => !ok)).toEqual([])
})

test('something that is no exported project is refused and nothing is made', async () => {
  const target = await installation.tenant()
  const other = join(folder, 'notes.zip')
  await writeFile(other, 'no archive at all')

  await expect(
    importProject(
      installation.house,
      { orgId: target.orgId, userId: target.userId, requestId: 'test' },
      other,
      { maxBytes: 1e9 },
    ),
  ).rejects.toMatchObject({ code: 'not-a-backup' })
  const [{ projects } = { projects: 0 }] = await installation.house.database
    .sql('maintenance')
    .query<{ projects: number }>('select count(*) as projects from projects where org_id = $1', [
      target.orgId,
    ])
  expect(projects).toBe(1)
})
