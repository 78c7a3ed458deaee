import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import { z } from 'zod'
import { ident, type Tx } from '../db/index.ts'
import { openContents } from '../ledger/index.ts'
import type { House } from '../module/house.ts'
import type { Vault } from '../vault/index.ts'
import { BackupError } from './backup-error.ts'
import { projectEntry, type ProjectManifest } from './project-manifest.ts'
import { ofProject, projectTables, type ProjectTable } from './project-tables.ts'

/** What was written; `counts` are entities by kind. */
export interface ProjectExport {
  file: string
  bytes: number
  counts: Record<string, number>
  files: number
}

/** Rows in memory at a time. */
const rowsAtOnce = 200

/**
 * Writes a project with its history, files and people's addresses into one ZIP archive, as one snapshot sees it.
 * Left out are keys, invitations, the queue, and the organization's usage.
 * @throws BackupError `file-exists`; Error when there is no such project
 */
export const exportProject = async (
  house: Pick<House, 'database' | 'blobs' | 'vault'>,
  where: { orgId: string; projectId: string },
  outFile: string,
): Promise<ProjectExport> => {
  if (await stat(outFile).catch(() => undefined))
    throw new BackupError('file-exists', `${outFile} exists. Name another file.`)
  const draft = `${outFile}.partial`
  const zip = new yazl.ZipFile()
  const written = pipeline(zip.outputStream, createWriteStream(draft, { mode: 0o600 }))
  written.catch(() => undefined)
  const add = async (name: string, content: Readable, compress: boolean): Promise<void> => {
    zip.addReadStream(content, name, { compress, mtime: new Date(0) })
    await Promise.race([finished(content), written])
  }
  try {
    const { manifest, files } = await house.database.as('maintenance', async (tx) => {
      if (!house.database.engine.sharedLogin)
        await tx.query('set transaction isolation level repeatable read, read only')
      const tables = await projectTables(tx)
      const rows: Record<string, number> = {}
      for (const table of tables)
        await add(
          projectEntry.rows(table.name),
          Readable.from(linesOf(tx, house.vault, table, where, rows), { objectMode: false }),
          true,
        )
      return describeProject(tx, tables, where, rows)
    })
    for (const sha256 of files)
      await add(projectEntry.file(sha256), await house.blobs.open(where.orgId, sha256), false)
    zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`), projectEntry.manifest, {
      mtime: new Date(0),
    })
    zip.end()
    await written
    await rename(draft, outFile)
    return {
      file: outFile,
      bytes: (await stat(outFile)).size,
      counts: manifest.counts,
      files: manifest.files,
    }
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function* linesOf(
  tx: Tx,
  vault: Vault,
  table: ProjectTable,
  { orgId, projectId }: { orgId: string; projectId: string },
  rows: Record<string, number>,
): AsyncGenerator<Buffer> {
  const cursor = ident(`export_${table.name}`)
  const values = table.columns.map(({ name }) => valueOf(table, name)).join(', ')
  await tx.query(
    `declare ${cursor} no scroll cursor for select to_json(array[${values}])::text as line from ${ident(table.name)} where ${ofProject(table)}`,
    [orgId, projectId],
  )
  rows[table.name] = 0
  for (;;) {
    const lines = await tx.query<{ line: string }>(`fetch forward ${rowsAtOnce} from ${cursor}`)
    if (lines.length === 0) break
    rows[table.name] = (rows[table.name] ?? 0) + lines.length
    const written = table.name === personalValues ? await opened(tx, vault, orgId, table, lines) : lines
    yield Buffer.from(written.map(({ line }) => `${line}\n`).join(''))
  }
  await tx.query(`close ${cursor}`)
}

const personalValues = 'personal_values'

/** A column as text. Of the log, commitments only to values that go along: where a change came from does not. */
const valueOf = ({ name: table }: ProjectTable, column: string): string => {
  if (table === 'audit_log' && column === 'client') return 'null::text'
  if (table === 'audit_log' && column === 'personal')
    return `(select v.digest from ${personalValues} v where v.org_id = audit_log.org_id and v.digest = audit_log.personal limit 1)`
  return `${ident(column)}::text`
}

const rowOf = z.array(z.string().nullable())

/** Values leave the organization without its keys: as they were committed to. */
const opened = async (
  tx: Tx,
  vault: Vault,
  orgId: string,
  { columns }: ProjectTable,
  lines: readonly { line: string }[],
): Promise<{ line: string }[]> => {
  const at = (name: string): number => columns.findIndex((column) => column.name === name)
  const rows = lines.map(({ line }) => rowOf.parse(JSON.parse(line)))
  const contents = await openContents(
    tx,
    vault,
    orgId,
    rows.map((row) => row[at('digest')] ?? null),
  )
  return rows.map((row) => {
    const content = contents.get(row[at('digest')] ?? '')
    if (!content)
      throw new Error('A personal value cannot be read: run "throughline verify", which names it.')
    const plain = row.with(at('content'), content).with(at('ciphertext'), null).with(at('key_id'), null)
    return { line: JSON.stringify(plain) }
  })
}

const describeProject = async (
  tx: Tx,
  tables: readonly ProjectTable[],
  { orgId, projectId }: { orgId: string; projectId: string },
  rows: Record<string, number>,
) => {
  const [project] = await tx.query<ProjectManifest['project']>(
    'select id, workspace_id, slug, name from projects where org_id = $1 and id = $2',
    [orgId, projectId],
  )
  if (!project) throw new Error('There is no such project.')
  const kinds = await tx.query<{ kind: string; count: number }>(
    'select kind, count(*) from entities where org_id = $1 and project_id = $2 group by kind order by kind',
    [orgId, projectId],
  )
  const people = await tx.query<ProjectManifest['people'][number]>(
    `select id, email from users where id in (select user_id from organization_members where org_id = $1
       union select actor_id from audit_log where org_id = $1 and project_id = $2)
       and id not in (select user_id from organization_members where org_id = $1 group by user_id having bool_and(erased_at is not null)) order by id`,
    [orgId, projectId],
  )
  const files = await tx.query<{ sha256: string }>(
    'select distinct sha256 from blobs where org_id = $1 and project_id = $2 order by 1',
    [orgId, projectId],
  )
  const manifest: ProjectManifest = {
    format: 'throughline-project',
    version: 1,
    made_at: new Date().toISOString(),
    org_id: orgId,
    project,
    tables: tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })),
    people,
    rows,
    counts: Object.fromEntries(kinds.map(({ kind, count }) => [kind, count])),
    files: files.length,
  }
  return { manifest, files: files.map(({ sha256 }) => sha256) }
}
