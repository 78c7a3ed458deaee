import { ident, type Tx } from '../db/index.ts'
import type { ArchiveWriter } from './archive.ts'
import type { StoredTable } from './catalog.ts'
import { entryNames } from './manifest.ts'

/** How much of a table is in memory at a time, about. */
const partBytes = 4 * 1024 * 1024
const mostRows = 5_000

/**
 * Writes a table in parts: each line is the JSON array of one row's values in PostgreSQL's own text form, which is
 * exact for every type. Gives the number of rows.
 */
export const dumpTable = async (tx: Tx, archive: ArchiveWriter, table: StoredTable): Promise<number> => {
  const cursor = ident(`backup_${table.name}`)
  const values = table.columns.map(({ name }) => `${ident(name)}::text`).join(', ')
  await tx.query(
    `declare ${cursor} no scroll cursor for select to_json(array[${values}])::text as line from ${ident(table.name)}`,
  )
  let rows = 0
  let wanted = 20
  for (let part = 0; ; part += 1) {
    const lines = await tx.query<{ line: string }>(`fetch forward ${wanted} from ${cursor}`)
    if (lines.length === 0) break
    const content = Buffer.from(lines.map(({ line }) => `${line}\n`).join(''))
    await archive.add(entryNames.rows(table.name, part), content)
    rows += lines.length
    // as many as fit, judged by the last part: rows of texts are large, most others small
    wanted = Math.min(
      mostRows,
      wanted * 8,
      Math.max(1, Math.floor((partBytes * lines.length) / content.byteLength)),
    )
  }
  await tx.query(`close ${cursor}`)
  return rows
}
