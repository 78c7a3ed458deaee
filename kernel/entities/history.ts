import { readThrough } from '../ledger/personal-values.ts'
import { notFound, Refusal } from '../module/refusal.ts'
import { keyOf, type Kind } from './kind.ts'
import { entityById, type Entity, type Page, type Reader } from './read.ts'

/** One change of a record: who, when, what, why. */
export interface HistoryEntry {
  id: string
  at: string
  actor: { type: string; id: string | null; name: string | null }
  action: string
  version: number | null
  changed: { field: string; before: unknown; after: unknown }[]
  reason: string | null
  /** the domain verb that made the change */
  verb: string | null
  /** the change that this one takes back */
  undoes: string | null
  /** names the change as a whole, with all that the same request changed elsewhere: what can be undone */
  request_id: string | null
}

interface AuditRow {
  id: string
  occurred_at: string
  action: string
  version: number | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  changed: string[]
  actor_type: string
  actor_id: string | null
  actor_name: string | null
  reason: string | null
  verb: string | null
  undoes: string | null
  request_id: string | null
  personal: string | null
}

/** Columns that say when and by whom rather than what: no part of a change. */
export const bookkeeping = new Set([
  'org_id',
  'id',
  'project_id',
  'version',
  'updated_at',
  'updated_by',
  'deleted_by',
])

/** The changes of a record, newest first, `limit` at a time; what was erased reads so. The cursor is the time of the last entry. */
export const historyOf = async (
  reader: Reader,
  kind: Kind,
  idOrKey: string,
  query: { limit?: number | undefined; cursor?: string | undefined },
): Promise<Page<HistoryEntry>> => {
  const { id } = await entityById(reader, kind, idOrKey)
  const limit = query.limit ?? 50
  const rows = await reader.tx.query<AuditRow>(
    `select a.id, a.occurred_at, a.action, a.version, a.before, a.after, a.changed, a.actor_type, a.actor_id, u.name as actor_name, a.reason, a.verb, a.undoes, a.request_id, a.personal
     from audit_log a left join users u on u.id = a.actor_id
     where a.org_id = $1 and a.row_id = $2 and ($3::timestamptz is null or a.occurred_at < $3::timestamptz)
     order by a.occurred_at desc, a.version desc nulls last limit $4`,
    [reader.scope.orgId, id, query.cursor ?? null, limit + 1],
  )
  const page = await readThrough(reader.tx, reader.house.vault, reader.scope.orgId, rows.slice(0, limit))
  return {
    items: page.map(asEntry),
    next_cursor: rows.length > limit ? (page.at(-1)?.occurred_at ?? null) : null,
  }
}

const asEntry = (row: AuditRow): HistoryEntry => ({
  id: row.id,
  at: row.occurred_at,
  actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
  action: row.action,
  version: row.version,
  changed: row.changed
    .filter((field) => !bookkeeping.has(field))
    .map((field) => ({ field, before: row.before?.[field] ?? null, after: row.after?.[field] ?? null })),
  reason: row.reason,
  verb: row.verb,
  undoes: row.undoes,
  request_id: row.request_id,
})

/**
 * A record as it was at a time, its tags included, read from the audit log.
 * @throws Refusal 404 when it did not exist then
 */
export const entityAsOf = async (
  reader: Reader,
  kind: Kind,
  idOrKey: string,
  time: string,
): Promise<Entity> => {
  const present = await entityById(reader, kind, idOrKey)
  const found = await reader.tx.query<Omit<AuditRow, 'before'> & { table_name: string }>(
    `select distinct on (table_name) table_name, occurred_at, action, version, after, actor_id, personal from audit_log
     where org_id = $1 and row_id = $2 and occurred_at <= $3::timestamptz order by table_name, occurred_at desc, version desc nulls last`,
    [reader.scope.orgId, present.id, time],
  )
  const rows = await readThrough(reader.tx, reader.house.vault, reader.scope.orgId, found)
  const state = rows.find((row) => row.table_name === kind.table)
  if (!state?.after) throw await nothingThen(reader, kind, time)
  const head = rows.find((row) => row.table_name === 'entities')
  const tagged = rows.find((row) => row.table_name === 'entity_tags')
  const latest = [head, tagged].reduce<typeof state>(
    (last, row) => (row && row.occurred_at > last.occurred_at ? row : last),
    state,
  )
  const fields = Object.fromEntries(
    Object.keys(kind.fields).map((name) => [name, state.after?.[name] ?? null]),
  )
  return {
    ...present,
    ...fields,
    tags: tagsIn(tagged?.after),
    key: keyOf(kind, Number(present.key.slice(kind.prefix.length + 1))),
    label: String(state.after[kind.title] ?? present.label),
    version: latest.version ?? Number(latest.after?.version ?? 1),
    updated_at: latest.occurred_at,
    updated_by: latest.actor_id,
    deleted_at: (head?.after?.deleted_at as string | null | undefined) ?? null,
    // the past cannot be changed
    abilities: { edit: false, delete: false, restore: false, comment: false, link: false, verbs: {} },
  }
}

/** It did not exist, or what it was stands in an archive and not in the log. */
const nothingThen = async (reader: Reader, kind: Kind, time: string): Promise<Refusal> => {
  const [archive] = await reader.tx.query<{ to_at: string }>(
    'select max(to_at) as to_at from audit_archives where org_id = $1 having max(to_at) > $2::timestamptz',
    [reader.scope.orgId, time],
  )
  return archive
    ? new Refusal(
        409,
        'archived',
        `The history before ${archive.to_at.slice(0, 10)} was archived. Ask for a time after it, or read the archive.`,
      )
    : notFound(`${kind.label.one.toLowerCase()} at that time`)
}

const tagsIn = (after: Record<string, unknown> | null | undefined): string[] =>
  Array.isArray(after?.tags) ? after.tags.map(String) : []
