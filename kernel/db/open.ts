import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { againWhenUndone, Database } from './database.ts'
import { openEmbeddedEngine } from './embedded-engine.ts'
import { lockFolder } from './folder-lock.ts'
import { ensureRoles, roleUrls } from './roles.ts'
import { openServerEngine } from './server-engine.ts'
import { archiveFor, tablesArchive } from './template.ts'
import { DatabaseError } from './errors.ts'
import type { Role, Tx } from './sql.ts'

/** Where the check value of the secret is read and, the first time, written. */
export interface SecretCheck {
  read(): Promise<string | undefined>
  write(check: string): Promise<void>
}

/** Where the database is. */
export interface OpenOptions {
  /** a PostgreSQL server; the login must be able to create roles and tables. Absent: embedded */
  databaseUrl?: string | undefined
  /** folder of the embedded database; null keeps it in memory */
  dataDir: string | null
  /** gives the password of a role on the server; derived from the installation's secret */
  rolePassword: (role: Role) => string
  /** refuses a secret that is not the one this database was made with, before anything is changed; on a server only */
  verifySecret?: (known: SecretCheck) => Promise<void>
  poolSize?: number
  connectTimeoutMs?: number
  statementTimeoutMs?: number
  onError?: (error: Error) => void
  /** fingerprint of the tables that it will have; a new embedded database begins with them where the shipped ones are these */
  tables?: string
}

/** The version of the embedded database's files; it changes with the engine and its extensions. */
export const embeddedVersion = 'postgresql-18 pglite-0.5 vector-0.0.15 textsearch-0.0.16'

/** Opens the database and makes sure that its roles exist; tables are the business of `migrate`. */
export const openDatabase = async (options: OpenOptions): Promise<Database> => {
  if (options.databaseUrl) return openServer(options.databaseUrl, options)
  return openEmbedded(options)
}

const openServer = async (databaseUrl: string, options: OpenOptions): Promise<Database> => {
  const database = new Database(
    openServerEngine({
      urls: roleUrls(databaseUrl, options.rolePassword),
      poolSize: options.poolSize ?? 16,
      connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
      statementTimeoutMs: options.statementTimeoutMs ?? 30_000,
      onError: options.onError ?? (() => undefined),
    }),
  )
  try {
    const prepare = async (tx: Tx): Promise<void> => {
      await tx.query("select pg_advisory_xact_lock(hashtext('throughline roles'))")
      // the passwords of the roles follow from the secret: a wrong one would lock out the processes that have the right one
      await options.verifySecret?.(secretCheckIn(tx))
      await ensureRoles(tx, options.rolePassword)
      await tx.query('create extension if not exists vector')
      await tx.query('create extension if not exists pg_trgm')
    }
    // roles belong to all databases of a server, and a lock to one
    await againWhenUndone(() => database.as('owner', prepare))
  } catch (error) {
    await database.close()
    if (error instanceof DatabaseError) throw notReached(databaseUrl, error)
    throw error
  }
  return database
}

/** The check value of the installation's secret, kept where the data is: apart from the tables, so that no backup carries it. */
const secretCheckIn = (tx: Tx): SecretCheck => ({
  async read() {
    await tx.query('create schema if not exists installation')
    await tx.query(
      'create table if not exists installation.secret_check (only_one boolean primary key default true check (only_one), check_value text not null)',
    )
    const [row] = await tx.query<{ check_value: string }>('select check_value from installation.secret_check')
    return row?.check_value
  },
  async write(check) {
    await tx.query('insert into installation.secret_check (check_value) values ($1) on conflict do nothing', [
      check,
    ])
  },
})

const notReached = (databaseUrl: string, error: DatabaseError): Error => {
  const { host, pathname } = new URL(databaseUrl)
  return new Error(
    `The database ${pathname.slice(1)} on ${host} cannot be opened: ${error.message || 'nothing answers there'}. ${
      error.code === 'forbidden'
        ? 'Let a superuser run bin/postgres-owner.sql in it once, and use the login that it makes.'
        : 'Check DATABASE_URL, and that the server runs and lets this user make roles and tables.'
    }`,
    { cause: error },
  )
}

const openEmbedded = async (options: OpenOptions): Promise<Database> => {
  if (!options.dataDir) return makeEmbedded(null, options)
  const folder = join(options.dataDir, 'database')
  const unfinished = join(options.dataDir, 'database.unfinished')
  if (existsSync(join(folder, 'PG_VERSION')) && !existsSync(unfinished)) {
    await checkVersion(folder)
    return new Database(await openEmbeddedEngine(folder, null))
  }
  await mkdir(options.dataDir, { recursive: true })
  // a process that dies while it makes the database leaves one that is neither new nor whole, and holds nothing yet
  const lock = await lockFolder(folder)
  if (existsSync(unfinished)) await rm(folder, { recursive: true, force: true })
  await writeFile(unfinished, '')
  await mkdir(folder, { recursive: true })
  await lock.release()
  const database = await makeEmbedded(folder, options)
  await writeFile(versionFile(folder), `${embeddedVersion}\n`)
  await rm(unfinished)
  return database
}

/** The archive was made in another month. */
const presentMonths = `select ensure_month_partitions(c.relname::text, 3) from pg_class c join pg_partitioned_table p on p.partrelid = c.oid where p.partstrat = 'r' and c.relnamespace = 'public'::regnamespace`

const makeEmbedded = async (folder: string | null, options: OpenOptions): Promise<Database> => {
  const archive = await archiveFor(options.tables)
  const database = new Database(await openEmbeddedEngine(folder, existsSync(archive) ? archive : null))
  await database.as('owner', async (tx) => {
    await tx.query('create extension if not exists vector')
    await tx.query('create extension if not exists pg_trgm')
    await tx.query('create extension if not exists pg_textsearch')
    await ensureRoles(tx)
    if (archive === tablesArchive) await tx.query(presentMonths)
  })
  return database
}

const versionFile = (folder: string): string => join(folder, '..', 'database.version')

const checkVersion = async (folder: string): Promise<void> => {
  const found = (await readFile(versionFile(folder), 'utf8').catch(() => 'unknown')).trim()
  if (found !== embeddedVersion) {
    throw new Error(
      `The database in ${folder} was made by another version (${found}; this program needs ${embeddedVersion}). ` +
        'Start the version that made it, run "throughline backup", and restore the backup with this one.',
    )
  }
}
