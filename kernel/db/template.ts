import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const shipped = (name: string): string => fileURLToPath(new URL(`./template/${name}`, import.meta.url))

/** An empty database with our extensions and roles; it depends on the engine alone. */
export const emptyArchive = shipped('embedded.tar.gz')

/** The same with the tables of this version. Made by `bin/throughline generate`. */
export const tablesArchive = shipped('tables.tar.gz')

/** Says which tables the archive holds. */
export const tablesNote = shipped('tables.json')

const note = z.object({ tables: z.string() })

/** The fingerprint of the tables that the shipped archive holds; undefined where there is none. */
export const shippedTables = async (): Promise<string | undefined> => {
  const text = await readFile(tablesNote, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : note.parse(JSON.parse(text)).tables
}

/** The archive that a new database begins with: with its tables where the shipped ones are just those, else without. */
export const archiveFor = async (tables: string | undefined): Promise<string> =>
  tables !== undefined && tables === (await shippedTables()) ? tablesArchive : emptyArchive
