import { ident, type Tx } from '../db/index.ts'
import { BackupError } from './backup-error.ts'
import { monthPartitions, storedTables, type StoredTable } from './catalog.ts'
import type { Manifest } from './manifest.ts'

/** Loads the tables of an archive, as the owner, in one transaction. */
export interface TableLoader {
  /** inserts the lines of one part; gives how many */
  load(table: string, lines: string): Promise<number>
  /** puts sequences, guards and foreign keys back; the latter check every row */
  finish(sequences: Record<string, number>): Promise<void>
}

/**
 * Empties the tables and takes their guards off: foreign keys, so that order does not matter; triggers, so that
 * loading writes no history; row-level security, which holds for the owner too. All within the transaction, so that
 * nobody ever sees them unguarded.
 */
export const openTableLoader = async (tx: Tx, manifest: Manifest): Promise<TableLoader> => {
  const own = await storedTables(tx)
  const tables = new Map(manifest.tables.map(({ name, columns }) => [name, insertInto(name, columns, own)]))
  const foreignKeys = await tx.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0 order by conrelid::regclass::text, conname`,
  )
  const secured = await tx.query<{ table: string; forced: boolean }>(
    `select oid::regclass::text as table, relforcerowsecurity as forced from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relrowsecurity order by relname`,
  )
  for (const { table, name } of foreignKeys) await tx.query(`alter table ${table} drop constraint ${name}`)
  await tx.query(`truncate ${own.map(({ name }) => ident(name)).join(', ')}`)
  for (const { table } of secured) await tx.query(`alter table ${table} disable row level security`)
  for (const { name } of own) await tx.query(`alter table ${ident(name)} disable trigger user`)
  await makePartitions(tx, manifest)

  return {
    async load(table, lines) {
      const statement = tables.get(table)
      if (statement === undefined)
        throw new BackupError(
          'damaged',
          `The backup holds rows of ${table}, which its manifest does not name.`,
        )
      const rows = lines.split('\n').filter((line) => line !== '')
      await tx.query(statement, [`[${rows.join(',')}]`])
      return rows.length
    },
    async finish(sequences) {
      const known = new Set(
        (
          await tx.query<{ name: string }>(
            `select sequencename::text as name from pg_sequences where schemaname = 'public'`,
          )
        ).map(({ name }) => name),
      )
      for (const [name, value] of Object.entries(sequences)) {
        if (known.has(name))
          await tx.query('select setval($1::regclass, $2)', [`public.${ident(name)}`, value])
      }
      for (const { name } of own) await tx.query(`alter table ${ident(name)} enable trigger user`)
      for (const { table, name, definition } of foreignKeys)
        await tx.query(`alter table ${table} add constraint ${name} ${definition}`)
      for (const { table, forced } of secured) {
        await tx.query(`alter table ${table} enable row level security`)
        if (forced) await tx.query(`alter table ${table} force row level security`)
      }
    },
  }
}

/** Values travel in PostgreSQL's text form and are cast to what our own table says. Transaction numbers begin anew. */
const insertInto = (name: string, columns: readonly string[], own: readonly StoredTable[]): string => {
  const table = own.find((each) => each.name === name)
  const types = new Map(table?.columns.map((column) => [column.name, column.type]))
  const values = columns.map((column, index) => {
    const type = types.get(column)
    if (type === undefined)
      throw new BackupError(
        'other-tables',
        `The backup holds ${name}.${column}, which these tables do not have.`,
      )
    return type === 'xid8' ? `'1'::xid8` : `(r ->> ${index})::${type}`
  })
  return `insert into ${ident(name)} (${columns.map(ident).join(', ')}) overriding system value select ${values.join(', ')} from json_array_elements($1::text::json) r`
}

const makePartitions = async (tx: Tx, manifest: Manifest): Promise<void> => {
  const present = new Set((await monthPartitions(tx)).map(({ name }) => name))
  for (const { parent, name, bound } of manifest.partitions) {
    if (!present.has(name))
      await tx.query(`create table ${ident(name)} partition of ${ident(parent)} ${bound}`)
  }
}
