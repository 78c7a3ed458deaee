import { createHash } from 'node:crypto'
import { canonicalJson, exactJson } from './canonical.ts'

/** What stands before the first entry of an organization. */
export const genesis = '0'.repeat(64)

/** An entry of the log with every column, in the form that is hashed. Times are UTC with six decimals. */
export interface AuditEntry {
  org_id: string
  id: string
  occurred_at: string
  project_id: string | null
  table_name: string
  row_id: string
  kind: string | null
  version: number | null
  action: string
  before: unknown
  after: unknown
  changed: string[]
  actor_type: string
  actor_id: string | null
  reason: string | null
  verb: string | null
  undoes: string | null
  request_id: string | null
  /** commitment to the personal values of `before` and `after`: SHA-256 of salt and value, which stand beside the log */
  personal: string | null
  /** commitment to address and user agent whence the change came */
  client: string | null
  category: string | null
  severity: string | null
  result: string | null
}

/** An entry as {@link entryColumns} reads it: JSON still as text, so that no digit of a number is lost. */
export type EntryRow = Omit<AuditEntry, 'before' | 'after'> & { before: string | null; after: string | null }

/** Columns of `audit_log l` in forms that are the same on every engine and after every dump. */
export const entryColumns = `l.org_id, l.id, to_char(l.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as occurred_at, l.project_id,
  l.table_name, l.row_id, l.kind, l.version, l.action, l.before::text as before, l.after::text as after, l.changed, l.actor_type, l.actor_id,
  l.reason, l.verb, l.undoes, l.request_id, l.personal, l.client, l.category, l.severity, l.result`

/** The hashed form of a row. */
export const readEntry = (row: EntryRow): AuditEntry => ({
  org_id: row.org_id,
  id: row.id,
  occurred_at: row.occurred_at,
  project_id: row.project_id,
  table_name: row.table_name,
  row_id: row.row_id,
  kind: row.kind,
  version: row.version,
  action: row.action,
  before: row.before === null ? null : exactJson(row.before),
  after: row.after === null ? null : exactJson(row.after),
  changed: row.changed,
  actor_type: row.actor_type,
  actor_id: row.actor_id,
  reason: row.reason,
  verb: row.verb,
  undoes: row.undoes,
  request_id: row.request_id,
  personal: row.personal,
  client: row.client,
  category: row.category,
  severity: row.severity,
  result: row.result,
})

/** SHA-256 in hex over the hash before (64 hex digits), a line feed, and the canonical entry in UTF-8. */
export const entryHash = (previous: string, entry: AuditEntry): string =>
  createHash('sha256')
    .update(`${previous}\n${canonicalJson(entry)}`)
    .digest('hex')
