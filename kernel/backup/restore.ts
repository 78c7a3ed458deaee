import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  fileCheckStore,
  kernelSlices,
  loadConfig,
  resolveSecret,
  SecretError,
  storageUrl,
  verifySecret,
  type Environment,
} from '../config/index.ts'
import { migrate, openDatabase, type Database, type Tx } from '../db/index.ts'
import { eraseAgain } from '../erasure/index.ts'
import { accountStore } from '../identity/accounts.ts'
import { identitySql } from '../identity/identity-sql.ts'
import { createSealer, heads, verifyChain, type ChainHead, type ChainReport } from '../ledger/index.ts'
import type { Registry } from '../module/registry.ts'
import { createBlobStore, type BlobStore } from '../storage/index.ts'
import { createVault, rolePassword, type Vault } from '../vault/index.ts'
import { contentOf, readArchive, type ArchiveEntry } from './archive.ts'
import { BackupError } from './backup-error.ts'
import { appliedChanges } from './catalog.ts'
import { loadKeys, readKeysFile, type KeysContent } from './keys-file.ts'
import { openTableLoader } from './load-tables.ts'
import {
  closingSchema,
  entryNames,
  kindOfEntry,
  manifestSchema,
  type Closing,
  type Manifest,
} from './manifest.ts'
import { openJobResender, type JobResender } from './resend-jobs.ts'

/** What to restore, and where: the configuration of the new installation names its database, folder and storage. */
export interface RestoreOptions {
  from: string
  /** the file of keys that backups made with `keysFile` need; the newest one there is */
  keys?: string | undefined
  env: Environment
  registry: Registry
  /** brings a database to the tables of this version, guards included */
  prepare(database: Database, registry: Registry): Promise<unknown>
}

/** What was restored. */
export interface RestoreReport {
  counts: Record<string, number>
  blobs: { count: number; bytes: number }
  heads: ChainHead[]
  /** the audit chains, computed again from the restored log */
  audit: ChainReport
  /** runs of jobs that were queued again */
  jobs: number
  /** erasures that were made after the backup, and again on what it brought back */
  erasedAgain: number
}

/**
 * Takes a backup into an empty installation. Everything is loaded in one transaction: an interrupted restore leaves
 * an empty installation, into which it can be started again.
 * @throws BackupError with what to do; ConfigError for a wrong configuration
 */
export const restore = async (options: RestoreOptions): Promise<RestoreReport> => {
  const manifest = await readManifest(options.from)
  const { config } = loadConfig(kernelSlices, options.env)
  const dataDir = resolve(config.THROUGHLINE_DATA)
  const secret = await secretFor(manifest, options.env, dataDir)
  checkChanges(manifest, options.registry)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await verifySecret(secret, fileCheckStore(dataDir))
  const vault = createVault(secret)
  const keys = options.keys === undefined ? undefined : await readKeysFile(vault, options.keys)
  if (manifest.keys_apart && !keys)
    throw new BackupError(
      'keys-required',
      'The keys of personal values were kept apart from this backup. Name the newest file of keys with --keys FILE.',
    )
  const database = await openDatabase({
    databaseUrl: config.DATABASE_URL,
    dataDir,
    rolePassword: rolePassword(vault),
  })
  try {
    await makeTables(database, manifest, options.registry)
    const resender = await openJobResender(database, options.registry.jobs)
    const blobs = await createBlobStore(storageUrl(config))
    const loaded = await database
      .as('owner', (tx) => loadArchive(tx, { from: options.from, manifest, blobs, vault, resender, keys }))
      .finally(() => resender.close())
    await options.prepare(database, options.registry)
    const accounts = accountStore(database, identitySql(database))
    const erasedAgain = await eraseAgain(database, options.registry, keys?.erasures ?? [], accounts.eraseUser)
    if (erasedAgain > 0) await createSealer({ database, vault, log: silent }).sealOnce()
    const audit = await verifyChain(database.sql('maintenance'), { heads: manifest.heads, vault })
    return { ...loaded, heads: manifest.heads, audit, erasedAgain }
  } finally {
    await database.close()
  }
}

/** What sealing has to say goes with the error that it throws. */
const silent = { error: (): void => undefined }

/** What a backup says of itself. @throws BackupError `not-a-backup`, `newer-version` */
export const readManifest = async (from: string): Promise<Manifest> => {
  for await (const entry of readArchive(from)) {
    if (entry.name !== entryNames.manifest) break
    const content: unknown = JSON.parse((await contentOf(entry)).toString('utf8'))
    const parsed = manifestSchema.safeParse(content)
    if (parsed.success) return parsed.data
    throw new BackupError(
      'newer-version',
      `${from} was made by another version of the product. Restore it with that version, or a later one.`,
    )
  }
  throw new BackupError('not-a-backup', `${from} is not a backup of this product.`)
}

const secretFor = async (manifest: Manifest, env: Environment, dataDir: string): Promise<string> => {
  if (!env.THROUGHLINE_SECRET && !existsSync(join(dataDir, 'secret'))) {
    throw new BackupError(
      'secret-required',
      'Set THROUGHLINE_SECRET to the secret of the installation that made the backup: backups do not hold it, and stored credentials cannot be read without it.',
    )
  }
  const { secret } = await resolveSecret({ env, dataDir, embedded: true })
  try {
    await verifySecret(secret, { read: async () => manifest.secret_check, write: async () => undefined })
  } catch (error) {
    if (!(error instanceof SecretError)) throw error
    throw new BackupError(
      'secret-wrong',
      'THROUGHLINE_SECRET is not the secret of the installation that made the backup. Nothing was restored.',
      error,
    )
  }
  return secret
}

const checkChanges = (manifest: Manifest, registry: Registry): void => {
  const ours = new Map(
    registry
      .migrationSources()
      .flatMap(({ owner, migrations }) =>
        migrations.map(({ name, sql }) => [
          `${owner}/${name}`,
          createHash('sha256').update(sql).digest('hex'),
        ]),
      ),
  )
  for (const { owner, name, checksum } of manifest.schema) {
    const known = ours.get(`${owner}/${name}`)
    if (known === undefined)
      throw new BackupError(
        'newer-version',
        `The backup has the table change ${owner}/${name}, which this version does not know. Restore it with the version that made it, or a later one.`,
      )
    if (known !== checksum)
      throw new BackupError(
        'other-tables',
        `The table change ${owner}/${name} of the backup is another one than this version's.`,
      )
  }
}

/** Makes the tables as they were when the backup was made; later changes follow once the rows are in. */
const makeTables = async (database: Database, manifest: Manifest, registry: Registry): Promise<void> => {
  const wanted = new Set(manifest.schema.map(({ owner, name }) => `${owner}/${name}`))
  const sources = registry.migrationSources().map(({ owner, migrations }) => ({
    owner,
    migrations: migrations.filter(({ name }) => wanted.has(`${owner}/${name}`)),
  }))
  await migrate(database, sources, [])
  await database.as('owner', async (tx) => {
    const extra = (await appliedChanges(tx)).find(({ owner, name }) => !wanted.has(`${owner}/${name}`))
    if (extra)
      throw new BackupError(
        'not-empty',
        'The database has tables of a later version than the backup. Restore into a new, empty database.',
      )
    await requireEmpty(tx)
  })
}

const requireEmpty = async (tx: Tx): Promise<void> => {
  // as the owner, forced row-level security would show an installation in use as empty
  const tables = ['organizations', 'users']
  const secured = await tx.query<{ name: string }>(
    'select relname as name from pg_class where oid = any ($1::regclass[]) and relrowsecurity',
    [tables],
  )
  for (const { name } of secured) await tx.query(`alter table ${name} disable row level security`)
  const [found] = await tx.query<{ used: boolean }>(
    'select exists (select 1 from organizations) or exists (select 1 from users) as used',
  )
  if (found?.used)
    throw new BackupError(
      'not-empty',
      'The installation is not empty. Restore into a new database and folder.',
    )
  for (const { name } of secured) await tx.query(`alter table ${name} enable row level security`)
}

interface Loading {
  from: string
  manifest: Manifest
  blobs: BlobStore
  vault: Vault
  resender: JobResender
  keys: KeysContent | undefined
}

const loadArchive = async (
  tx: Tx,
  { from, manifest, blobs, vault, resender, keys }: Loading,
): Promise<Pick<RestoreReport, 'counts' | 'blobs' | 'jobs'>> => {
  await tx.query(`select pg_advisory_xact_lock(hashtext('throughline migrate'))`)
  await requireEmpty(tx)
  const loader = await openTableLoader(tx, manifest)
  const counts: Record<string, number> = Object.fromEntries(manifest.tables.map(({ name }) => [name, 0]))
  const files = { count: 0, bytes: 0 }
  let closing: Closing | undefined
  for await (const entry of readArchive(from)) {
    if (entry.name === entryNames.manifest) {
      await contentOf(entry)
      continue
    }
    const kind = kindOfEntry(entry.name)
    if (kind === undefined || closing)
      throw new BackupError('damaged', `The backup holds ${entry.name}, which belongs to no backup.`)
    if (kind === 'closing') closing = await readClosing(entry, vault)
    else if ('rows' in kind)
      counts[kind.rows] =
        (counts[kind.rows] ?? 0) + (await loader.load(kind.rows, (await contentOf(entry)).toString('utf8')))
    else {
      // a file that was altered before the backup comes back under the hash that it has: checking names what is missing
      await blobs.put(kind.blob.orgId, entry.content, { maxBytes: entry.size })
      files.count += 1
      files.bytes += entry.size
    }
  }
  if (!closing)
    throw new BackupError('damaged', 'The backup is cut off: its end is missing. Use another one.')
  if (keys) await loadKeys(tx, keys)
  await loader.finish(closing.sequences)
  requireSame('rows', counts, closing.counts)
  requireSame('files', files, closing.blobs)
  requireSame('audit heads', byOrganization(await heads(tx)), byOrganization(manifest.heads))
  return { counts, blobs: files, jobs: await resender.resend(tx) }
}

const readClosing = async (entry: ArchiveEntry, vault: Vault): Promise<Closing> => {
  const closing = closingSchema.parse(JSON.parse((await contentOf(entry)).toString('utf8')))
  if (closing.digest !== entry.digestBefore || !vault.verifyHmac('backup', closing.digest, closing.mac)) {
    throw new BackupError('damaged', 'The backup was changed after it had been made. Use another one.')
  }
  return closing
}

const byOrganization = (list: readonly ChainHead[]): Record<string, string> =>
  Object.fromEntries(list.map(({ org_id, seq, hash }) => [org_id, `${seq} ${hash}`]))

const requireSame = <T>(what: string, found: Record<string, T>, expected: Record<string, T>): void => {
  const names = new Set([...Object.keys(found), ...Object.keys(expected)])
  const wrong = [...names].filter((name) => found[name] !== expected[name])
  if (wrong.length > 0)
    throw new BackupError(
      'damaged',
      `The backup does not hold the ${what} that it says it does: ${wrong.slice(0, 5).join(', ')}.`,
    )
}
