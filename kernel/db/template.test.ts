import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pack } from 'tar-stream'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from './open.ts'
import { shippedTables } from './template.ts'
import { unpack } from './unpack.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-template-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const tablesIn = async (tables: string | undefined): Promise<number> => {
  const database = await openDatabase({
    dataDir: folder,
    rolePassword: () => 'unused',
    ...(tables === undefined ? {} : { tables }),
  })
  try {
    const [row] = await database
      .sql('owner')
      .query<{ count: number }>("select count(*) as count from pg_tables where schemaname = 'public'")
    return row?.count ?? -1
  } finally {
    await database.close()
  }
}

test('a new database begins with the tables that are shipped, where these are asked for', async () => {
  expect(await tablesIn(await shippedTables())).toBeGreaterThan(50)
})

test('a new database begins empty where other tables are asked for, or none', async () => {
  expect(await tablesIn('the fingerprint of other tables')).toBe(0)
})

test('an archive that leads out of its folder, or that is cut off, is refused', async () => {
  const archive = pack()
  archive.entry({ name: '../outside' }, 'text')
  archive.finalize()
  const bytes = gzipSync(await buffer(archive))
  const path = join(folder, 'archive.tar.gz')

  await writeFile(path, bytes)
  await expect(unpack(path, join(folder, 'inside'))).rejects.toThrow('leads out of it')
  await expect(readFile(join(folder, 'outside'))).rejects.toThrow('ENOENT')

  await writeFile(path, bytes.subarray(0, bytes.length / 2))
  await expect(unpack(path, join(folder, 'inside'))).rejects.toThrow()
})
