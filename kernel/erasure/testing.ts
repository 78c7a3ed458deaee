import { ident, type Sql } from '../db/index.ts'

/** Tables in which one of the words stands in rows of an organization, or of none, in any column of text or JSON: read with the one role that sees all. */
export const tablesWith = async (sql: Sql, orgId: string, words: readonly string[]): Promise<string[]> => {
  const columns = await sql.query<{ table: string; column: string; own: boolean }>(
    `select c.relname as table, a.attname as column, exists (select 1 from pg_attribute o where o.attrelid = c.oid and o.attname = 'org_id') as own from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
       and a.atttypid = any ('{text,jsonb,json,text[],varchar,tsvector}'::regtype[]) and c.relname <> 'schema_changes' order by 1, 2`,
  )
  const found = new Set<string>()
  for (const { table, column, own } of columns) {
    const [row] = await sql.query(
      `select 1 from ${ident(table)} where ${own ? 'org_id = $2' : '$2::uuid is not null'} and exists (select 1 from unnest($1::text[]) w where strpos(lower(${ident(column)}::text), lower(w)) > 0) limit 1`,
      [words, orgId],
    )
    if (row) found.add(table)
  }
  return [...found]
}
