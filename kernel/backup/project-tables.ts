import type { Sql } from '../db/index.ts'
import { storedTables, type StoredTable } from './catalog.ts'

/**
 * What carries a project and yet is not part of it: secrets, the queue, and the organization's own books. The chain
 * belongs to the organization too; in the new one, the entries are sealed anew.
 */
const leftOut = [
  'api_keys',
  'invitations',
  'event_deliveries',
  'job_runs',
  'usage_events',
  'audit_pending',
  'audit_chain',
]

/** A reference from a project's table to one that is not part of the project, such as a person. */
export interface OutsideReference {
  column: string
  other: string
  otherColumn: string
  /** the other table is an organization's own */
  ofOrganization: boolean
  required: boolean
}

/** A table of projects, with what has to be known to bring rows into it. */
export interface ProjectTable extends StoredTable {
  /** names another row of the same table */
  refersToItself: boolean
  outside: OutsideReference[]
}

/** The condition that picks a project's rows of a table: `$1` is the organization, `$2` the project. */
export const ofProject = (table: StoredTable): string =>
  `org_id = $1 and ${table.name === 'projects' ? 'id' : 'project_id'} = $2`

interface ForeignKey {
  table: string
  other: string
  columns: string[]
  otherColumns: string[]
  required: string[]
}

/** The tables of a project, each after those that it refers to. @throws Error for tables that refer to each other in a circle */
export const projectTables = async (sql: Sql): Promise<ProjectTable[]> => {
  const tables = (await storedTables(sql)).filter(({ name, columns }) => {
    const has = (column: string): boolean => columns.some((each) => each.name === column)
    return name === 'projects' || (has('org_id') && has('project_id') && !leftOut.includes(name))
  })
  const keys = await sql.query<ForeignKey>(
    `select t.relname as table, o.relname as other,
       (select array_agg(a.attname::text order by k.n) from unnest(c.conkey) with ordinality k (num, n) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num) as columns,
       (select array_agg(a.attname::text order by k.n) from unnest(c.confkey) with ordinality k (num, n) join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.num) as "otherColumns",
       array(select a.attname::text from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attnotnull) as required
     from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class o on o.oid = c.confrelid
     where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conparentid = 0`,
  )
  return inOrder(
    tables.map((table) =>
      describe(
        table,
        tables,
        keys.filter((key) => key.table === table.name),
      ),
    ),
    keys,
  )
}

/** The roots: the import itself decides on them. */
const roots = ['organizations', 'workspaces']

const describe = (
  table: StoredTable,
  all: readonly StoredTable[],
  keys: readonly ForeignKey[],
): ProjectTable => ({
  ...table,
  refersToItself: keys.some(({ other }) => other === table.name),
  outside: keys
    .filter(({ other }) => !roots.includes(other) && !all.some(({ name }) => name === other))
    .flatMap(({ other, columns, otherColumns, required }) =>
      columns.flatMap((column, index) =>
        column === 'org_id'
          ? []
          : [
              {
                column,
                other,
                otherColumn: otherColumns[index] ?? 'id',
                ofOrganization: columns.includes('org_id'),
                required: required.includes(column),
              },
            ],
      ),
    ),
})

const inOrder = (tables: readonly ProjectTable[], keys: readonly ForeignKey[]): ProjectTable[] => {
  const order: ProjectTable[] = []
  const open = new Set(tables)
  while (open.size > 0) {
    const names = new Set([...open].map(({ name }) => name))
    const free = [...open].filter(
      ({ name }) => !keys.some((key) => key.table === name && key.other !== name && names.has(key.other)),
    )
    if (free.length === 0)
      throw new Error(`These tables refer to each other in a circle: ${[...names].join(', ')}.`)
    for (const table of free) {
      order.push(table)
      open.delete(table)
    }
  }
  return order
}
