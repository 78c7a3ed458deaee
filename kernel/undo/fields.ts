import { ident, type Sql } from '../db/index.ts'
import type { FieldChange } from './change.ts'

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

const places = (rows: FieldGroup['rows'], which: 'first' | 'last'): unknown[] => [
  rows.map(({ id }) => id),
  rows.map(({ change }) => change[which].occurred_at),
  rows.map(({ change }) => change[which].id),
]

/** Rows of the log beside the present ones; parameters are organization, row ids, and times and ids of entries. */
const logged = `unnest($2::uuid[], $3::timestamptz[], $4::uuid[]) as w (row_id, at, entry)
  join audit_log l on l.org_id = $1 and l.occurred_at = w.at and l.id = w.entry`

/** Which of the columns hold another value than the change left there. */
export const movedFields = (sql: Sql, orgId: string, group: FieldGroup): Promise<FieldMoved[]> =>
  sql.query<FieldMoved>(
    `select w.row_id, f.name as field, to_jsonb(t) -> f.name as now, since.occurred_at as at, since.by, since.undoes
     from ${logged}
     join ${ident(group.table)} t on t.org_id = $1 and t.id = w.row_id
     cross join unnest($5::text[]) as f (name)
     left join lateral (
       select a.occurred_at, coalesce(u.name, a.actor_type) as by, a.undoes from audit_log a left join users u on u.id = a.actor_id
       where a.org_id = $1 and a.row_id = w.row_id and a.occurred_at > w.at and f.name = any (a.changed) order by a.occurred_at desc limit 1
     ) since on true
     where to_jsonb(t) -> f.name is distinct from l.after -> f.name order by w.row_id, f.name`,
    [orgId, ...places(group.rows, 'last'), group.names],
  )

/** Puts the columns back to what they were before the change, exactly as the log has them. */
export const putBack = async (sql: Sql, orgId: string, group: FieldGroup): Promise<void> => {
  const table = ident(group.table)
  const sets = group.names.map((name) => `${ident(name)} = p.${ident(name)}`).join(', ')
  await sql.query(
    `update ${table} t set ${sets} from ${logged} cross join lateral jsonb_populate_record(null::${table}, l.before) p
     where t.org_id = $1 and t.id = w.row_id`,
    [orgId, ...places(group.rows, 'first')],
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
