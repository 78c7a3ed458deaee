import { createHash } from 'node:crypto'
import type { Database } from './database.ts'
import type { Tx } from './sql.ts'

/** One file of `tables/`. Its first line says `-- compatible` or `-- breaking`. */
export interface Migration {
  /** `0001_risks.sql` */
  name: string
  sql: string
}

/** The table changes of one part of the house, in order of their numbers. */
export interface MigrationSource {
  /** `kernel/ledger`, `program/risks` */
  owner: string
  migrations: readonly Migration[]
}

/** What a run did. */
export interface MigrationReport {
  applied: string[]
}

const checksum = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Names a set of tables: the same changes in the same order have the same fingerprint, others another. */
export const fingerprintOf = (sources: readonly MigrationSource[], derived: readonly string[]): string =>
  checksum(
    [
      ...sources.flatMap(({ owner, migrations }) =>
        migrations.map(({ name, sql }) => `${owner}/${name} ${checksum(sql)}`),
      ),
      ...derived,
    ].join('\n'),
  )

const bookkeeping = `create table if not exists schema_changes (
  owner text not null,
  name text not null,
  checksum text not null,
  compatibility text not null check (compatibility in ('compatible', 'breaking', 'derived')),
  applied_at timestamptz not null default now(),
  primary key (owner, name)
)`

/**
 * Applies what is not applied yet, source by source in the order given, each file in a transaction of its own, then
 * `derived`: statements that follow from the manifests (row-level security, audit triggers, grants), run again
 * whenever they change. Only one process migrates at a time; others wait.
 * @throws Error when a file that was applied has been changed since
 */
export const migrate = async (
  database: Database,
  sources: readonly MigrationSource[],
  derived: readonly string[],
): Promise<MigrationReport> => {
  const applied: string[] = []
  const known = await locked(database, async (tx) => {
    await tx.query(bookkeeping)
    const rows = await tx.query<{ owner: string; name: string; checksum: string }>(
      'select owner, name, checksum from schema_changes',
    )
    return new Map(rows.map(({ owner, name, checksum: sum }) => [`${owner}/${name}`, sum]))
  })
  for (const source of sources) {
    for (const migration of source.migrations) {
      // a start that has nothing to change asks once, not once for each file
      if (known.get(`${source.owner}/${migration.name}`) === checksum(migration.sql)) continue
      const done = await locked(database, (tx) => applyOnce(tx, source.owner, migration))
      if (done) applied.push(`${source.owner}/${migration.name}`)
    }
  }
  const text = derived.join(';\n')
  if (known.get('kernel/derived') === checksum(text)) return { applied }
  await locked(database, async (tx) => {
    const [present] = await tx.query<{ checksum: string }>(
      "select checksum from schema_changes where owner = 'kernel' and name = 'derived'",
    )
    if (present?.checksum === checksum(text)) return
    for (const statement of derived) tx.defer(statement)
    await tx.query(
      "insert into schema_changes (owner, name, checksum, compatibility) values ('kernel', 'derived', $1, 'derived') " +
        'on conflict (owner, name) do update set checksum = excluded.checksum, applied_at = now()',
      [checksum(text)],
    )
    applied.push('kernel/derived')
  })
  return { applied }
}

const locked = <T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.as('owner', async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtext('throughline migrate'))")
    return work(tx)
  })

const applyOnce = async (tx: Tx, owner: string, migration: Migration): Promise<boolean> => {
  const [known] = await tx.query<{ checksum: string }>(
    'select checksum from schema_changes where owner = $1 and name = $2',
    [owner, migration.name],
  )
  const sum = checksum(migration.sql)
  if (known) {
    if (known.checksum !== sum)
      throw new Error(
        `${owner}/${migration.name} was changed after it had been applied. Table changes are append-only: add a new file.`,
      )
    return false
  }
  for (const statement of splitStatements(migration.sql)) await tx.query(statement)
  await tx.query(
    'insert into schema_changes (owner, name, checksum, compatibility) values ($1, $2, $3, $4)',
    [owner, migration.name, sum, migration.sql.startsWith('-- breaking') ? 'breaking' : 'compatible'],
  )
  return true
}

/** Splits a file at its semicolons, leaving those inside quotes, dollar quotes and comments alone. */
export const splitStatements = (sql: string): string[] => {
  const statements: string[] = []
  let start = 0
  const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|;/g
  for (const match of sql.matchAll(token)) {
    if (match[0] !== ';') continue
    statements.push(sql.slice(start, match.index))
    start = match.index + 1
  }
  statements.push(sql.slice(start))
  return statements
    .map((each) => each.trim())
    .filter((each) => each.replaceAll(/--[^\n]*/g, '').trim() !== '')
}
