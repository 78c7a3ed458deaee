import { fileCheckStore } from '../config/index.ts'
import type { Tx } from '../db/index.ts'
import { heads, type ChainHead } from '../ledger/index.ts'
import type { House } from '../module/house.ts'
import { BlobError } from '../storage/index.ts'
import { writeArchive, type ArchiveWriter } from './archive.ts'
import { appliedChanges, monthPartitions, sequencePositions, storedTables } from './catalog.ts'
import { dumpTable } from './dump-tables.ts'
import { keysTable, readKeys, writeKeysFile, type KeysContent } from './keys-file.ts'
import { entryNames, type Closing, type Manifest } from './manifest.ts'

/** What a backup needs of the house. */
export type BackedUpHouse = Pick<House, 'database' | 'blobs' | 'vault' | 'dataDir'>

/** What was written. */
export interface BackupReport {
  file: string
  bytes: number
  /** rows by table */
  counts: Record<string, number>
  blobs: { count: number; bytes: number }
  /** files that the tables name and the storage no longer has */
  missing: { org_id: string; sha256: string }[]
  heads: ChainHead[]
}

/**
 * Writes the whole installation into one file: every table as one snapshot sees it, and every stored file, without
 * THROUGHLINE_SECRET, which restoring needs. Requests go on meanwhile: of the embedded database a copy is read, which
 * takes its room on the disk, and its memory, until the tables are written.
 * @param options `keysFile` takes the keys of personal values instead of the backup, in the place of an older such file
 * @throws BackupError `file-exists`
 */
export const backup = async (
  house: BackedUpHouse,
  outFile: string,
  { keysFile }: { keysFile?: string | undefined } = {},
): Promise<BackupReport> => {
  const archive = await writeArchive(outFile)
  try {
    const secretCheck = await checkValue(house)
    const tables = await house.database.reading((database) =>
      database.as('maintenance', async (tx) => {
        if (!database.engine.sharedLogin)
          await tx.query('set transaction isolation level repeatable read, read only')
        return dumpDatabase(tx, archive, secretCheck, keysFile !== undefined)
      }),
    )
    const blobs = await dumpBlobs(house, archive)
    const missing = tables.files.filter(({ org_id, sha256 }) => !blobs.written.has(`${org_id}/${sha256}`))
    const digest = archive.digest()
    const closing: Closing = {
      counts: tables.counts,
      sequences: tables.sequences,
      blobs: { count: blobs.written.size, bytes: blobs.bytes },
      digest,
      mac: house.vault.hmac('backup', digest),
    }
    await archive.add(entryNames.closing, json(closing))
    const bytes = await archive.finish()
    if (keysFile !== undefined && tables.keys) await writeKeysFile(house.vault, keysFile, tables.keys)
    return {
      file: outFile,
      bytes,
      counts: tables.counts,
      blobs: closing.blobs,
      missing,
      heads: tables.heads,
    }
  } catch (error) {
    await archive.abandon()
    throw error
  }
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)

/** A server keeps the check value of the secret beside its data, the embedded database in the data folder. */
const checkValue = async (house: BackedUpHouse): Promise<string> => {
  const check =
    house.database.engine.kind === 'server'
      ? (
          await house.database
            .sql('owner')
            .query<{ check_value: string }>('select check_value from installation.secret_check')
        )[0]?.check_value
      : await fileCheckStore(house.dataDir).read()
  if (check === undefined)
    throw new Error(
      'There is no check value of the secret. Start the installation once, then make the backup.',
    )
  return check
}

const dumpDatabase = async (tx: Tx, archive: ArchiveWriter, secretCheck: string, keysApart: boolean) => {
  await tx.query(
    `select set_config('datestyle', 'ISO, YMD', true), set_config('intervalstyle', 'postgres', true), set_config('extra_float_digits', '1', true)`,
  )
  const tables = await storedTables(tx)
  const manifest: Manifest = {
    format: 'throughline-backup',
    version: 1,
    made_at: new Date().toISOString(),
    secret_check: secretCheck,
    schema: await appliedChanges(tx),
    tables: tables.map(({ name, columns }) => ({ name, columns: columns.map((column) => column.name) })),
    partitions: await monthPartitions(tx),
    heads: await heads(tx),
    keys_apart: keysApart,
  }
  await archive.add(entryNames.manifest, json(manifest))
  const counts: Record<string, number> = {}
  for (const table of tables)
    counts[table.name] = keysApart && table.name === keysTable ? 0 : await dumpTable(tx, archive, table)
  const keys: KeysContent | undefined = keysApart ? await readKeys(tx) : undefined
  const files = await tx.query<{ org_id: string; sha256: string }>(
    'select distinct org_id, sha256 from blobs order by 1, 2',
  )
  // read last: sequences stand outside of the snapshot and must not lie behind it
  return { counts, files, keys, heads: manifest.heads, sequences: await sequencePositions(tx) }
}

const dumpBlobs = async (
  house: BackedUpHouse,
  archive: ArchiveWriter,
): Promise<{ written: Set<string>; bytes: number }> => {
  const written = new Set<string>()
  let bytes = 0
  for await (const { orgId, key, size } of house.blobs.list()) {
    try {
      await archive.add(entryNames.blob(orgId, key), await house.blobs.open(orgId, key), size)
    } catch (error) {
      // removed since it was listed
      if (error instanceof BlobError && error.code === 'not-found') continue
      throw error
    }
    written.add(`${orgId}/${key}`)
    bytes += size
  }
  return { written, bytes }
}
