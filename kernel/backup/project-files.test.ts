import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import yazl from 'yazl'
import { openTestInstallation, type Tenant, type TestInstallation } from '#apps/server/testing.ts'
import { projectEntry, type ProjectManifest } from './project-manifest.ts'
import { readProjectManifest } from './project-archive.ts'
import { openZip } from './zip-reader.ts'

let installation: TestInstallation
let tenant: Tenant
let other: Tenant
let folder: string
let archive: Buffer<ArrayBuffer>

beforeAll(async () => {
  installation = await openTestInstallation({ PROJECT_IMPORT_MAX_BYTES: '4M' })
  tenant = await installation.tenant()
  other = await installation.tenant()
  for (const title of ['First', 'Second'])
    await tenant.call('POST', 'risks', { title, probability: 'high', impact: 'low', owner_id: tenant.userId })
  await installation.settle()
  folder = await mkdtemp(join(tmpdir(), 'throughline-files-'))
  archive = await exported(tenant)
})
afterAll(async () => {
  await installation.close()
  await rm(folder, { recursive: true, force: true })
})

const ask = (path: string, by: Tenant, init: RequestInit = {}): Promise<Response> =>
  fetch(`${installation.url}/api/v1/orgs/${path}`, {
    ...init,
    headers: { authorization: `Bearer ${by.apiKey}`, ...init.headers },
  })

const exported = async (by: Tenant): Promise<Buffer<ArrayBuffer>> => {
  const answer = await ask(`${tenant.org}/projects/${tenant.project}/export`, by)
  if (!answer.ok) throw new Error(await answer.text())
  return Buffer.from(await answer.arrayBuffer())
}

const take = async (content: Uint8Array<ArrayBuffer>, into: Tenant, by = into, key?: string) => {
  const answer = await ask(`${into.org}/projects/import`, by, {
    method: 'POST',
    headers: { 'content-type': 'application/zip', ...(key ? { 'idempotency-key': key } : {}) },
    body: content,
  })
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

/** The archive with its manifest or rows written anew. */
const forged = async (
  change: (name: string, text: string, manifest: ProjectManifest) => string,
  more: Record<string, Buffer> = {},
): Promise<Buffer<ArrayBuffer>> => {
  const from = join(folder, 'from.zip')
  await writeFile(from, archive)
  const manifest = await readProjectManifest(from)
  const zip = await openZip(from, 1e9)
  const names = [projectEntry.manifest, ...manifest.tables.map(({ name }) => projectEntry.rows(name))]
  const out = new yazl.ZipFile()
  const to = join(folder, 'to.zip')
  const written = pipeline(out.outputStream, createWriteStream(to))
  for (const name of names) {
    const pieces: Buffer[] = []
    for await (const piece of await zip.open(name)) pieces.push(Buffer.from(piece))
    out.addBuffer(Buffer.from(change(name, Buffer.concat(pieces).toString('utf8'), manifest)), name)
  }
  for (const [name, content] of Object.entries(more)) out.addBuffer(content, name)
  out.end()
  await written
  zip.close()
  return readFile(to)
}

describe('a project as a file', () => {
  test('comes out as one archive and goes in as another project with the same records', async () => {
    const made = await take(archive, tenant)
    const path = `${tenant.org}/projects/${String(made.body.slug)}/risks`
    const { items } = await (await ask(path, tenant)).json()

    expect(made).toMatchObject({ status: 201, body: { counts: { risk: 2 }, skipped: 0 } })
    expect(items.map(({ key, title }: Record<string, unknown>) => [key, title]).toSorted()).toEqual([
      ['RISK-1', 'First'],
      ['RISK-2', 'Second'],
    ])
    expect(await readdir(join(installation.dataDir, 'passing'))).toEqual([])
  })

  test('that is sent twice with one key is imported once', async () => {
    const [first, again] = [
      await take(archive, tenant, tenant, 'import'),
      await take(archive, tenant, tenant, 'import'),
    ]
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
  })

  test('comes out for administrators of the project alone, and goes in for those of the organization', async () => {
    const contributor = await installation.member(tenant, 'member', 'contributor')
    const reader = await installation.member(tenant, 'viewer')
    const out = (by: Tenant) => ask(`${tenant.org}/projects/${tenant.project}/export`, by)

    expect((await out(contributor)).status).toBe(403)
    expect((await out(reader)).status).toBe(403)
    expect((await out(other)).status).toBe(404)
    expect((await take(archive, tenant, contributor)).status).toBe(403)
    expect((await take(archive, tenant, other)).status).toBe(404)
  })
})

describe('a forged archive', () => {
  const rowsOf = async (of: Tenant): Promise<unknown[]> =>
    installation.house.database
      .sql('maintenance')
      .query('select id, label from entities where org_id = $1 order by id', [of.orgId])

  test('puts no row into another organization or another project, whatever its rows claim', async () => {
    const before = await rowsOf(tenant)
    const target = await installation.tenant()
    // rows still name the organization and the project they came from, which the manifest no longer says
    const stranger = '0190a000-0000-7000-8000-000000000000'
    const made = await take(
      await forged((name, text, { org_id: orgId }) =>
        name === projectEntry.manifest ? text.replaceAll(orgId, stranger) : text,
      ),
      target,
    )

    expect(await rowsOf(tenant)).toEqual(before)
    expect(made.status === 201 || made.status === 422).toBe(true)
    const { items } = (await target.call('GET', 'risks')).body
    expect(items).toEqual([])
  })

  test('makes nobody a part of a project in an organization that they do not belong to', async () => {
    const target = await installation.tenant()
    const made = await take(archive, target)
    const [risk] = (
      await (await ask(`${target.org}/projects/${String(made.body.slug)}/risks`, target)).json()
    ).items

    expect(made.status).toBe(201)
    expect(risk.owner_id).toBeNull()
    expect(JSON.stringify(await (await ask(`${target.org}/members`, target)).json())).not.toContain(
      tenant.email,
    )
  })

  test('with a second project in it, an unknown column, or rows that are missing is refused and leaves nothing', async () => {
    const target = await installation.tenant()
    const attempts = [
      (name: string, text: string) =>
        name === projectEntry.rows('projects')
          ? `${text}${text.replace(/[0-9a-f]{8}-/, 'deadbeef-').replace(tenant.project, 'second')}`
          : text,
      (name: string, text: string) =>
        name === projectEntry.manifest
          ? text.replace('"title"', '"titel"').replace('"label"', '"lable"')
          : text,
      (name: string, text: string) => (name === projectEntry.rows('risks') ? '' : text),
      (name: string, text: string) => (name === projectEntry.rows('entities') ? 'no json\n' : text),
    ]
    for (const attempt of attempts) {
      const made = await take(await forged(attempt), target)
      expect({ ...made, refused: made.status >= 400 && made.status < 500 }).toMatchObject({ refused: true })
    }
    const { items } = await (await ask(`${target.org}/projects`, target)).json()
    expect(items).toHaveLength(1)
  })

  test('that unpacks to more than is allowed, or is no archive, is refused', async () => {
    const bomb = await forged((_name, text) => text, { 'files/padding': Buffer.alloc(8 * 1024 * 1024) })

    expect(await take(bomb, tenant)).toMatchObject({ status: 413, body: { code: 'too-large' } })
    expect(await take(Buffer.from('no archive'), tenant)).toMatchObject({
      status: 422,
      body: { code: 'not-a-backup' },
    })
    expect((await take(archive.subarray(0, archive.length - 100), tenant)).status).toBe(422)
    expect((await take(Buffer.alloc(0), tenant)).status).toBe(422)
  })
})
