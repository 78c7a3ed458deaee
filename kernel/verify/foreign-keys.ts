import { ident } from '../db/index.ts'
import { mostProblems, type CheckProblem, type InstallationCheck } from './check.ts'

interface ForeignKey {
  table: string
  name: string
  columns: string[]
  other: string
  otherColumns: string[]
  /** of org_id and project_id, those that the table has */
  tenantColumns: string[]
}

/** Every reference that the tables declare leads somewhere, whatever was done while its guard was off. */
export const foreignKeys: InstallationCheck = {
  name: 'foreign-keys',
  async run({ database }, scope) {
    const sql = database.sql('maintenance')
    const keys = await sql.query<ForeignKey>(
      `select k.conrelid::regclass::text as table, k.conname as name, k.confrelid::regclass::text as other,
         (select array_agg(a.attname::text order by o.n) from unnest(k.conkey) with ordinality o (num, n) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = o.num) as columns,
         (select array_agg(a.attname::text order by o.n) from unnest(k.confkey) with ordinality o (num, n) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = o.num) as "otherColumns",
         array(select a.attname::text from pg_attribute a where a.attrelid = k.conrelid and a.attname in ('org_id', 'project_id') and not a.attisdropped) as "tenantColumns"
       from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conparentid = 0 order by 1, 2`,
    )
    const problems: CheckProblem[] = []
    let checked = 0
    for (const key of keys) {
      const conditions = key.columns.map((column) => `c.${ident(column)} is not null`)
      const params: string[] = []
      for (const [column, value] of [
        ['org_id', scope.orgId],
        ['project_id', scope.projectId],
      ] as const) {
        if (value === undefined || !key.tenantColumns.includes(column)) continue
        params.push(value)
        conditions.push(`c.${column} = $${params.length}`)
      }
      const same = key.columns
        .map((column, index) => `p.${ident(key.otherColumns[index] ?? '')} = c.${ident(column)}`)
        .join(' and ')
      const rows = await sql.query<{ row: { org_id?: string; id?: string } }>(
        `select to_jsonb(c) as row from ${key.table} c where ${conditions.join(' and ')} and not exists (select 1 from ${key.other} p where ${same}) limit ${mostProblems}`,
        params,
      )
      checked += 1
      for (const { row } of rows)
        problems.push({
          message: `a row of ${key.table} names a row of ${key.other} that is gone (${key.name})`,
          org_id: row.org_id ?? null,
          id: row.id ?? null,
        })
    }
    return { checked, problems }
  },
}
