import { readThrough } from '../ledger/personal-values.ts'
import { notFound } from '../module/refusal.ts'
import type { Kind } from './kind.ts'
import { archivedAfter, asTheyWere, pastColumns, pastOf } from './past.ts'
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
  const { id } = await entityById(reader, kind, idOrKey)
  const rows = await reader.tx.query<Record<string, unknown>>(
    `select ${pastColumns(kind)} ${pastOf(kind, '$3')} and h.id = $4`,
    [reader.scope.orgId, reader.project.id, time, id],
  )
  const [then] = await asTheyWere(reader, kind, rows)
  if (then) return then
  throw (await archivedAfter(reader, time)) ?? notFound(`${kind.label.one.toLowerCase()} at that time`)
}
