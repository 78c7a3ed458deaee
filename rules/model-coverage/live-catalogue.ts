import { modules } from '#apps/server/modules.ts'
import { prepareDatabase } from '#apps/server/open-house.ts'
import { openDatabase } from '#kernel/db/index.ts'
import { Registry } from '#kernel/module/index.ts'
import type { Catalogue } from './coverage.ts'

/** The tables and columns of a database that was just made and brought to the tables of this version. */
export async function liveCatalogue(): Promise<Catalogue> {
  const database = await openDatabase({ dataDir: null, rolePassword: () => 'unused' })
  try {
    await prepareDatabase(database, new Registry(modules))
    const rows = await database.sql('owner').query<{ name: string; columns: string[] }>(
      `select c.relname::text as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition group by c.relname`,
    )
    return new Map(rows.map(({ name, columns }) => [name, new Set(columns)]))
  } finally {
    await database.close()
  }
}
