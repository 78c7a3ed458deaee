import { z } from 'zod'

/** A table of one of the five source documents, with the columns it defines there. */
export const sourceTable = z.strictObject({
  spec: z.enum(['CERB', 'VALID', 'MODZ', 'FACT', 'AGNT']),
  table: z.string().min(1),
  columns: z.array(z.string().min(1)).min(1),
})
export type SourceTable = z.infer<typeof sourceTable>

const reference = /\b[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\b/g
const homeForms = [
  /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/,
  /^link:[a-z][a-z_]{1,60}$/,
  /^derived: \S.{9,}$/,
  /^dropped: \S.{19,}$/,
]

/**
 * One row of the coverage list. `column` is null for the table itself. `home` is `table`, `table.column`,
 * `link:relation`, `derived: how` (naming at least one `table.column` it is computed from) or `dropped: why`.
 */
export const coverageRow = z
  .strictObject({
    spec: sourceTable.shape.spec,
    table: z.string().min(1),
    column: z.string().min(1).nullable(),
    home: z.string().refine((home) => homeForms.some((form) => form.test(home)), 'not a valid home'),
    status: z.enum(['built', 'later']),
    note: z.string().min(3).optional(),
  })
  .refine((row) => (row.column === null) === /^[a-z0-9_]+$/.test(row.home), {
    error: 'a table has its home in a table, a column in a column, link or derivation',
  })
  .refine((row) => !row.home.startsWith('derived:') || referencesOf(row.home).length > 0, {
    error: 'a derivation names at least one table.column it is computed from',
  })
export type CoverageRow = z.infer<typeof coverageRow>

/** Column names by table name, as the database has them. */
export type Catalogue = ReadonlyMap<string, ReadonlySet<string>>

/** What must exist in the database for a home to exist: tables, and columns as `table.column`. */
export function referencesOf(home: string): string[] {
  if (home.startsWith('link:')) return ['links.relation']
  if (home.startsWith('dropped:')) return []
  if (home.startsWith('derived:')) return home.match(reference) ?? []
  return [home]
}

/** The parts of a home that the database lacks; empty when the home exists. */
export function missingIn(catalogue: Catalogue, home: string): string[] {
  return referencesOf(home).filter((name) => {
    const [table = '', column] = name.split('.')
    const columns = catalogue.get(table)
    return columns === undefined || (column !== undefined && !columns.has(column))
  })
}

/** Sources without a row, as `SPEC table.column` (`SPEC table` for the table itself). */
export function uncovered(sources: readonly SourceTable[], rows: readonly CoverageRow[]): string[] {
  const covered = new Set(rows.map(nameOf))
  return sources.flatMap(namesOf).filter((name) => !covered.has(name))
}

/** Rows that name nothing in the source documents, and rows that repeat another. */
export function astray(sources: readonly SourceTable[], rows: readonly CoverageRow[]): string[] {
  const open = new Set(sources.flatMap(namesOf))
  return rows.map(nameOf).filter((name) => !open.delete(name))
}

/**
 * The status that the database gives each row: `built` when its own home and the home of its table exist.
 * A column in `entities` or `links` therefore counts only once the table whose rows use it is there.
 */
export function statusIn(catalogue: Catalogue, rows: readonly CoverageRow[]): CoverageRow[] {
  const tables = new Set(
    rows
      .filter((row) => row.column === null && missingIn(catalogue, row.home).length === 0)
      .map((row) => `${row.spec} ${row.table}`),
  )
  return rows.map((row) => {
    const exists = tables.has(`${row.spec} ${row.table}`) && missingIn(catalogue, row.home).length === 0
    return { ...row, status: exists ? 'built' : 'later' }
  })
}

/** Rows whose stated status differs from the one the database gives, with the reason. */
export function misstated(catalogue: Catalogue, rows: readonly CoverageRow[]): string[] {
  const truth = statusIn(catalogue, rows)
  return rows.flatMap((row, at) => {
    if (row.status === truth[at]?.status) return []
    if (row.status === 'later') return [`${nameOf(row)} is marked later, but ${row.home} exists`]
    const missing = missingIn(catalogue, row.home)
    return [`${nameOf(row)} is marked built, but lacks ${missing.join(', ') || "its table's home"}`]
  })
}

/** How a row is called in messages: `CERB risks.title`, or `CERB risks` for the table. */
export function nameOf(row: Pick<CoverageRow, 'spec' | 'table' | 'column'>): string {
  return `${row.spec} ${row.table}${row.column === null ? '' : `.${row.column}`}`
}

function namesOf({ spec, table, columns }: SourceTable): string[] {
  return [null, ...columns].map((column) => nameOf({ spec, table, column }))
}
