import type { Database } from '#kernel/db/index.ts'

interface Column {
  table_name: string
  column_name: string
  type: string
  not_null: boolean
  expression: string | null
  generated: string
}

/**
 * The tables as they are after all table changes, in one canonical text: columns, constraints, indexes, policies,
 * triggers. Partitions are left out: they follow the calendar.
 */
export const schemaDump = async (database: Database): Promise<string> => {
  const sql = database.sql('owner')
  const ours = `c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`
  const columns = await sql.query<Column>(
    `select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null,
       pg_get_expr(d.adbin, d.adrelid) as expression, a.attgenerated as generated
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum where ${ours} order by c.relname, a.attnum`,
  )
  const constraints = await sql.query<{ table_name: string; name: string; definition: string }>(
    `select c.relname as table_name, k.conname as name, pg_get_constraintdef(k.oid) as definition from pg_constraint k join pg_class c on c.oid = k.conrelid
     where ${ours} and k.contype <> 'n' order by c.relname, k.contype, k.conname`,
  )
  const indexes = await sql.query<{ table_name: string; definition: string }>(
    `select c.relname as table_name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indrelid
     where ${ours} and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) order by c.relname, 2`,
  )
  const policies = await sql.query<{ table_name: string; definition: string }>(
    `select tablename as table_name, format('policy %s for %s to %s using (%s) check (%s)', policyname, cmd, array_to_string(roles, ', '), qual, with_check) as definition
     from pg_policies where schemaname = 'public' order by tablename, policyname`,
  )
  const triggers = await sql.query<{ table_name: string; definition: string }>(
    `select c.relname as table_name, pg_get_triggerdef(t.oid) as definition from pg_trigger t join pg_class c on c.oid = t.tgrelid where ${ours} and not t.tgisinternal order by c.relname, t.tgname`,
  )
  const tables = [...new Set(columns.map((column) => column.table_name))]
  const of = <T extends { table_name: string }>(rows: readonly T[], table: string): T[] =>
    rows.filter((row) => row.table_name === table)
  return tables
    .map((table) => {
      const lines = [
        ...of(columns, table).map(columnLine),
        ...of(constraints, table).map(({ name, definition }) => `  constraint ${name} ${definition}`),
      ]
      const after = [...of(indexes, table), ...of(policies, table), ...of(triggers, table)].map(
        ({ definition }) => `-- ${definition.replaceAll(/\s+/g, ' ')}`,
      )
      return [`CREATE TABLE ${table} (`, lines.join(',\n'), ');', ...after].join('\n')
    })
    .join('\n\n')
    .concat('\n')
}

const columnLine = (column: Column): string => {
  const value =
    column.expression === null
      ? ''
      : column.generated === 's'
        ? ` generated always as (${column.expression}) stored`
        : ` default ${column.expression}`
  return `  ${column.column_name} ${column.type}${column.not_null ? ' not null' : ''}${value}`
}
