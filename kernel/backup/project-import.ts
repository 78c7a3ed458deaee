import { createHash, randomUUID } from 'node:crypto'
import { ident, uuidv7, type Tx } from '../db/index.ts'
import type { House } from '../module/house.ts'
import { checkProjectLimit } from '../tenancy/plan.ts'
import { freeSlug } from '../tenancy/slug.ts'
import { BackupError } from './backup-error.ts'
import { newCommitments } from './new-commitments.ts'
import { manifestIn, valuesIn } from './project-archive.ts'
import { projectEntry, type ProjectManifest } from './project-manifest.ts'
import { projectTables, type ProjectTable } from './project-tables.ts'
import { openZip, type ZipReader } from './zip-reader.ts'

/** Where a project is imported to, and who does it. */
export interface ImportTarget {
  orgId: string
  userId: string
  requestId: string
}

/** What was imported; `counts` are entities by kind, `skipped` rows of people who are not known here. */
export interface ProjectImport {
  id: string
  slug: string
  counts: Record<string, number>
  files: number
  skipped: number
}

/** How a project is imported. */
export interface ImportOptions {
  /** most that the archive may unpack to */
  maxBytes: number
  /** runs the writing once, however often the request is sent */
  once?: <T>(tx: Tx, load: () => Promise<T>) => Promise<T>
}

/** Rows are sent in pieces of about this many characters. */
const pieceLength = 4 * 1024 * 1024

/**
 * Makes a new project from an exported one: the same keys, versions, history, links and files under new ids, so that
 * it may stand beside the one it came from. Members of the
 * organization are found by their mail address. All or nothing.
 * @throws BackupError; Refusal 402 beyond the plan
 */
export const importProject = async (
  house: Pick<House, 'database' | 'blobs' | 'hub'>,
  target: ImportTarget,
  from: string,
  options: ImportOptions,
): Promise<ProjectImport> => {
  const zip = await openZip(from, options.maxBytes)
  try {
    const manifest = await manifestIn(zip)
    for await (const line of manifest.files > 0 ? zip.lines(projectEntry.rows('blobs')) : [])
      await putFile(house, zip, target.orgId, valueOf(manifest, 'blobs', 'sha256', line))
    const { once = (_tx, load) => load() } = options
    const imported = await house.database.as('maintenance', (tx) =>
      once(tx, () => loadProject(tx, zip, manifest, target)),
    )
    house.hub.wake('access')
    return imported
  } finally {
    zip.close()
  }
}

const putFile = async (
  house: Pick<House, 'blobs'>,
  zip: ZipReader,
  orgId: string,
  sha256: string,
): Promise<void> => {
  const { key } = await house.blobs.put(orgId, await zip.open(projectEntry.file(sha256)), {
    maxBytes: Number.MAX_SAFE_INTEGER,
  })
  if (key !== sha256)
    throw new BackupError(
      'damaged',
      `The file ${sha256} was altered in the archive. Export the project again.`,
    )
}

const valueOf = (manifest: ProjectManifest, table: string, column: string, line: string): string => {
  const index = manifest.tables.find(({ name }) => name === table)?.columns.indexOf(column) ?? -1
  return String(valuesIn(line)[index])
}

const loadProject = async (
  tx: Tx,
  zip: ZipReader,
  manifest: ProjectManifest,
  target: ImportTarget,
): Promise<ProjectImport> => {
  await tx.query(
    `select set_config('app.actor_type', 'user', true), set_config('app.actor_id', $1, true), set_config('app.request_id', $2, true), set_config('app.reason', 'imported', true), set_config('app.importing', 'yes', true)`,
    [target.userId, target.requestId],
  )
  await checkProjectLimit(tx, target.orgId)
  const ids = await newIds(tx, zip, manifest, target)
  const translate = (line: string): string => line.replaceAll(uuidPattern, (id) => ids.get(id) ?? id)
  const commitments = await newCommitments(zip, manifest, translate)
  const id = ids.get(manifest.project.id) ?? ''
  const recommitted = (rows: string): string =>
    rows.replaceAll(sha256Pattern, (hash) => commitments.get(hash) ?? hash)
  const taken = await tx.query<{ slug: string }>(
    'select slug from projects where org_id = $1 and deleted_at is null',
    [target.orgId],
  )
  const slug = freeSlug(manifest.project.slug, new Set(taken.map((row) => row.slug)))
  let skipped = 0
  for (const table of await projectTables(tx)) {
    const columns = manifest.tables.find(({ name }) => name === table.name)?.columns
    if (!columns) continue
    const statement = insertInto(table, columns, table.name === 'projects')
    let loaded = 0
    for await (const piece of pieces(zip.lines(projectEntry.rows(table.name)), table.refersToItself)) {
      const rows = translate(piece)
      const params = [
        namesCommitments.has(table.name) ? recommitted(rows) : rows,
        target.orgId,
        table.name === 'projects' ? slug : id,
      ]
      const [count] = await tx.query<{ count: number }>(statement, params)
      loaded += count?.count ?? 0
    }
    if (table.name === 'projects' && loaded !== 1)
      throw new BackupError('damaged', 'The archive does not hold exactly one project.')
    const missing = (manifest.rows[table.name] ?? 0) - loaded
    if (missing > 0 && !table.outside.some(({ required }) => required))
      throw new BackupError('damaged', `The archive lacks ${missing} rows of ${table.name}.`)
    skipped += missing
  }
  const [lacking] = await tx.query(
    `select 1 from audit_log l where l.org_id = $1 and l.project_id = $2 and (l.client is not null or l.personal is not null
       and not exists (select 1 from personal_values v where v.org_id = l.org_id and v.digest = l.personal)) limit 1`,
    [target.orgId, id],
  )
  if (lacking) throw new BackupError('damaged', 'The archive lacks personal values that its history names.')
  await tx.query(
    `insert into audit_pending (org_id, entry_id, occurred_at) select l.org_id, l.id, l.occurred_at from audit_log l
     where l.org_id = $1 and l.project_id = $2 on conflict do nothing`,
    [target.orgId, id],
  )
  await tx.query(
    `insert into project_members (org_id, id, project_id, user_id, role, granted_by) select $1, $2, $3, $4, 'admin', $4
     where not exists (select 1 from project_members where org_id = $1 and project_id = $3 and user_id = $4 and revoked_at is null)`,
    [target.orgId, uuidv7(), id, target.userId],
  )
  return {
    id,
    slug,
    counts: await checkCounts(tx, manifest, target.orgId, id),
    files: manifest.files,
    skipped,
  }
}

const checkCounts = async (
  tx: Tx,
  manifest: ProjectManifest,
  orgId: string,
  id: string,
): Promise<Record<string, number>> => {
  const rows = await tx.query<{ kind: string; count: number }>(
    'select kind, count(*) from entities where org_id = $1 and project_id = $2 group by kind order by kind',
    [orgId, id],
  )
  const counts = Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
  const wrong = Object.keys({ ...manifest.counts, ...counts }).find(
    (kind) => manifest.counts[kind] !== counts[kind],
  )
  if (wrong)
    throw new BackupError('damaged', `The archive does not hold the ${wrong} entities that it says it does.`)
  return counts
}

const uuidPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

const sha256Pattern = /[0-9a-f]{64}/g
/** Tables in which commitments to personal values stand. */
const namesCommitments = new Set(['audit_log', 'personal_values'])

/** What each id becomes: new ones for the project's own rows, those of the same people, the target's organization. */
const newIds = async (
  tx: Tx,
  zip: ZipReader,
  manifest: ProjectManifest,
  target: ImportTarget,
): Promise<Map<string, string>> => {
  const [workspace] = await tx.query<{ id: string }>(
    'select id from workspaces where org_id = $1 and deleted_at is null order by created_at limit 1',
    [target.orgId],
  )
  const ids = new Map([
    [manifest.org_id, target.orgId],
    [manifest.project.workspace_id, workspace?.id ?? ''],
  ])
  const known = await tx.query<{ id: string; email: string }>(
    `select id, email from users where email = any ($1::text[])
       and id in (select user_id from organization_members where org_id = $2)`,
    [manifest.people.map(({ email }) => email), target.orgId],
  )
  const byEmail = new Map(known.map(({ id, email }) => [email, id]))
  const salt = randomUUID()
  // nobody becomes part of a project of strangers because an archive names them
  for (const { id, email } of manifest.people) ids.set(id, byEmail.get(email) ?? derivedId(id, salt))
  for (const { name, columns } of manifest.tables) {
    const index = columns.indexOf('id')
    if (index < 0) continue
    for await (const line of zip.lines(projectEntry.rows(name))) {
      const id = valuesIn(line)[index]
      if (typeof id === 'string' && !ids.has(id)) ids.set(id, derivedId(id, salt))
    }
  }
  return ids
}

/** A new id that keeps the first half, which is time and order (RFC 9562, version 7). */
const derivedId = (id: string, salt: string): string => {
  const hex = createHash('sha256').update(`${salt} ${id}`).digest('hex')
  return `${id.slice(0, 19)}8${hex.slice(0, 3)}-${hex.slice(3, 15)}`
}

/** Rows that name rows of their own table travel together, so that each finds the other. */
async function* pieces(lines: AsyncIterable<string>, together: boolean): AsyncGenerator<string> {
  let rows: string[] = []
  let length = 0
  for await (const line of lines) {
    rows.push(line)
    length += line.length
    if (together || length < pieceLength) continue
    yield `[${rows.join(',')}]`
    rows = []
    length = 0
  }
  if (rows.length > 0) yield `[${rows.join(',')}]`
}

/** `$1` rows as JSON, `$2` the organization, `$3` the project (its new short name for the project's own row). References to what is unknown here become empty; a row that cannot be without is left out. */
const insertInto = (table: ProjectTable, columns: readonly string[], isProject: boolean): string => {
  const types = new Map(table.columns.map(({ name, type }) => [name, type]))
  const value = (column: string): string => {
    const type = types.get(column)
    if (type === undefined)
      throw new BackupError(
        'other-tables',
        `The archive holds ${table.name}.${column}, which these tables do not have.`,
      )
    if (type === 'xid8') return `'1'::xid8`
    // whatever a row claims, it comes into this organization and this project
    if (column === 'org_id') return '$2::uuid'
    if (isProject && column === 'slug') return '$3::text'
    if (!isProject && column === 'project_id') return '$3::uuid'
    return `(r ->> ${columns.indexOf(column)})::${type}`
  }
  const found = ({ column, other, otherColumn, ofOrganization }: ProjectTable['outside'][number]): string =>
    `select o.${ident(otherColumn)} from ${ident(other)} o where o.${ident(otherColumn)} = ${value(column)}${ofOrganization ? ' and o.org_id = $2::uuid' : ''}`
  const optional = new Map(
    table.outside.filter(({ required }) => !required).map((each) => [each.column, `(${found(each)})`]),
  )
  const needed = table.outside
    .filter(({ required, column }) => required && columns.includes(column))
    .map((each) => ` and exists (${found(each)})`)
  return `with made as (insert into ${ident(table.name)} (${columns.map(ident).join(', ')}) overriding system value
    select ${columns.map((column) => optional.get(column) ?? value(column)).join(', ')} from json_array_elements($1::text::json) r where $2::uuid is not null${needed.join('')} returning 1)
    select count(*) from made`
}
