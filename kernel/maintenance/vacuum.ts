import { ident, type Database } from '../db/index.ts'
import type { House } from '../module/house.ts'

/** Keeps an embedded database tidy while it runs, as autovacuum does on a server: there nobody else does. */
export interface Vacuum {
  /** tidies the tables that have changed enough; gives their names */
  runOnce(): Promise<string[]>
  start(intervalMs?: number): void
  stop(): Promise<void>
}

interface Table {
  schema: string
  name: string
  vacuum: boolean
}

/**
 * Tables with so many rows that are gone, or so many that are new or changed, that PostgreSQL's own autovacuum would take
 * them up with its default settings (chapter 24.1.6 of its manual): 50 rows and a fifth of the table, for the planner's
 * statistics 50 rows and a tenth.
 */
const changedTables = async (database: Database): Promise<Table[]> => {
  const sql = database.sql('owner')
  // counts wait in the session until it is idle for a while, which this one may never be; they are written with its commit
  await sql.query('select pg_stat_force_next_flush()')
  return sql.query<Table>(
    `select s.schemaname as schema, s.relname as name,
       s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0) or s.n_ins_since_vacuum > 1000 + 0.2 * greatest(c.reltuples, 0) as vacuum
     from pg_stat_user_tables s join pg_class c on c.oid = s.relid
     where s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0) or s.n_ins_since_vacuum > 1000 + 0.2 * greatest(c.reltuples, 0)
       or s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)
     order by c.relpages, s.relname`,
  )
}

/** Makes the vacuum of an installation on the embedded database. */
export const createVacuum = ({ database, log }: Pick<House, 'database' | 'log'>): Vacuum => {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> | undefined
  let stopped = false

  const runOnce = async (): Promise<string[]> => {
    const done: string[] = []
    for (const { schema, name, vacuum } of await changedTables(database)) {
      if (stopped) break
      const table = `${ident(schema)}.${ident(name)}`
      // each in a turn of its own, so that whoever waits comes in between; no transaction may be open around it
      await database.engine.withConnection('owner', (connection) =>
        connection.send([{ text: vacuum ? `vacuum (analyze) ${table}` : `analyze ${table}` }]),
      )
      done.push(name)
    }
    return done
  }
  const round = (): void => {
    running ??= runOnce()
      .catch((error: unknown) => log.error({ err: error }, 'tidying the database failed'))
      .finally(() => {
        running = undefined
      })
  }

  return {
    runOnce,
    start(intervalMs = 10_000) {
      timer ??= setInterval(round, intervalMs).unref()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
