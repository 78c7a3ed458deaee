import type { Sql } from '../db/index.ts'

/**
 * Tables that no backup holds: the list of table changes stands in the manifest, and a restored installation must
 * not bring sign-ins back that had ended since, nor the counters of attempts.
 */
const leftOut = ['schema_changes', 'sessions', 'verifications', 'sign_in_attempts', 'rate_limits']

/** A table with those of its columns that are stored rather than computed. */
export interface StoredTable {
  name: string
  columns: { name: string; type: string }[]
}

/** All tables that a backup holds, in order of name. */
export const storedTables = (sql: Sql): Promise<StoredTable[]> =>
  sql.query<StoredTable>(
    `select c.relname as name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all ($1::text[])
       and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     group by c.relname order by c.relname`,
    [leftOut],
  )

/** Partitions by range of time. */
export const monthPartitions = (sql: Sql): Promise<{ parent: string; name: string; bound: string }[]> =>
  sql.query(
    `select p.relname as parent, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
     where c.relispartition and c.relkind = 'r' and p.relnamespace = 'public'::regnamespace and pg_get_expr(c.relpartbound, c.oid) like 'FOR VALUES FROM (''%'
     order by 1, 2`,
  )

/** Table changes that were applied. */
export const appliedChanges = (sql: Sql): Promise<{ owner: string; name: string; checksum: string }[]> =>
  sql.query(
    `select owner, name, checksum from schema_changes where compatibility <> 'derived' order by owner, name`,
  )

/** Where each used sequence stands. */
export const sequencePositions = async (sql: Sql): Promise<Record<string, number>> => {
  const rows = await sql.query<{ name: string; value: number }>(
    `select sequencename::text as name, last_value as value from pg_sequences where schemaname = 'public' and last_value is not null order by 1`,
  )
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}
