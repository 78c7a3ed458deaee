import { ident, type Sql } from '../db/index.ts'
import { imagesIn, openContents } from '../ledger/index.ts'
import type { Vault } from '../vault/index.ts'
import type { Reading } from '../module/context.ts'
import type { FieldChange } from './change.ts'

/** The log of one organization, and what opens the personal values beside it. */
export interface Log {
  sql: Sql
  orgId: string
  vault: Vault
}

/** The log that a reader reads. */
export const logOf = ({ tx, scope, house }: Pick<Reading, 'scope' | 'house'> & { tx: Sql }): Log => ({
  sql: tx,
  orgId: scope.orgId,
  vault: house.vault,
})

/** Rows of one table in which the same columns are put back. */
export interface FieldGroup {
  table: string
  names: readonly string[]
  rows: readonly { id: string; change: FieldChange }[]
}

/** A column that is no longer what the change made of it. */
export interface FieldMoved {
  row_id: string
  field: string
  now: unknown
  /** when, and by whom it was changed since, where the log says so */
  at: string | null
  by: string | null
  /** the change that this later change took back */
  undoes: string | null
}

const places = async (
  { sql, orgId, vault }: Log,
  rows: FieldGroup['rows'],
  which: 'first' | 'last',
): Promise<unknown[]> => {
  const entries = rows.map(({ change }) => change[which])
  const contents = await openContents(
    sql,
    vault,
    orgId,
    entries.map(({ personal }) => personal),
  )
  const personal = entries.map((entry) => {
    const content = contents.get(entry.personal ?? '')
    return JSON.stringify((content && imagesIn(content)[which === 'first' ? 'before' : 'after']) || {})
  })
  return [
    rows.map(({ id }) => id),
    entries.map(({ occurred_at }) => occurred_at),
    entries.map(({ id }) => id),
    personal,
  ]
}

/** Ids of the rows whose values before the change were personal and are erased: they cannot be put back. */
export const erasedRows = async ({ sql, orgId, vault }: Log, group: FieldGroup): Promise<Set<string>> => {
  const befores = group.rows.map(({ id, change }) => ({ id, personal: change.first.personal }))
  const contents = await openContents(
    sql,
    vault,
    orgId,
    befores.map(({ personal }) => personal),
  )
  const lost = befores.filter(({ personal }) => personal !== null && !contents.get(personal))
  return new Set(lost.map(({ id }) => id))
}

/** Rows of the log beside the present ones; parameters are organization, row ids, times and ids of entries, and their personal values. */
const logged = `unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::text[]) as w (row_id, at, entry, personal)
  join audit_log l on l.org_id = $1 and l.occurred_at = w.at and l.id = w.entry`

/** Which of the columns hold another value than the change left there. */
export const movedFields = async (log: Log, group: FieldGroup): Promise<FieldMoved[]> =>
  log.sql.query<FieldMoved>(
    `select w.row_id, f.name as field, to_jsonb(t) -> f.name as now, since.occurred_at as at, since.by, since.undoes
     from ${logged}
     join ${ident(group.table)} t on t.org_id = $1 and t.id = w.row_id
     cross join unnest($6::text[]) as f (name)
     left join lateral (
       select a.occurred_at, coalesce(u.name, a.actor_type) as by, a.undoes from audit_log a left join users u on u.id = a.actor_id
       where a.org_id = $1 and a.row_id = w.row_id and a.occurred_at > w.at and f.name = any (a.changed) order by a.occurred_at desc limit 1
     ) since on true
     where to_jsonb(t) -> f.name is distinct from (l.after || w.personal::jsonb) -> f.name order by w.row_id, f.name`,
    [log.orgId, ...(await places(log, group.rows, 'last')), group.names],
  )

/** Puts the columns back to what they were before the change, exactly as the log has them. */
export const putBack = async (log: Log, group: FieldGroup): Promise<void> => {
  const table = ident(group.table)
  const sets = group.names.map((name) => `${ident(name)} = p.${ident(name)}`).join(', ')
  await log.sql.query(
    `update ${table} t set ${sets} from ${logged} cross join lateral jsonb_populate_record(null::${table}, l.before || w.personal::jsonb) p
     where t.org_id = $1 and t.id = w.row_id`,
    [log.orgId, ...(await places(log, group.rows, 'first'))],
  )
}

/** Those of the columns that the database computes by itself. */
export const computedColumns = async (sql: Sql, table: string): Promise<Set<string>> => {
  const rows = await sql.query<{ name: string }>(
    `select attname::text as name from pg_attribute where attrelid = $1::regclass and attgenerated <> ''`,
    [ident(table)],
  )
  return new Set(rows.map(({ name }) => name))
}
