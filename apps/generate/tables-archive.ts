import { writeFile } from 'node:fs/promises'
import { openEmbeddedEngine } from '#kernel/db/embedded-engine.ts'
import { Database } from '#kernel/db/index.ts'
import { emptyArchive, shippedTables, tablesArchive, tablesNote } from '#kernel/db/template.ts'
import { guardBoss } from '#kernel/jobs/boss.ts'
import { Registry } from '#kernel/module/index.ts'
import { modules } from '#apps/server/modules.ts'
import { prepareDatabase, tablesOf } from '#apps/server/open-house.ts'

/** Whether the shipped archive holds other tables than this version has. */
export const tablesAreStale = async (): Promise<boolean> =>
  (await shippedTables()) !== tablesOf(new Registry(modules))

/**
 * Makes the archive with which a new embedded database begins, from the empty one: all tables, guards and queues, packed
 * tightly, and a write-ahead log that holds nothing but its last checkpoint.
 */
export const packTables = async (): Promise<void> => {
  const registry = new Registry(modules)
  const engine = await openEmbeddedEngine(null, emptyArchive)
  const database = new Database(engine)
  try {
    await prepareDatabase(database, registry)
    await guardBoss(database, [...registry.jobs.values()])
    for (const statement of [
      'vacuum full',
      'vacuum freeze analyze',
      'set wal_recycle = off',
      'select pg_switch_wal()',
      'checkpoint',
    ])
      await engine.exec(statement)
    await writeFile(tablesArchive, await engine.dump())
    await writeFile(tablesNote, `{ "tables": "${tablesOf(registry)}" }\n`)
  } finally {
    await database.close()
  }
}
