import { expect, test } from 'vitest'
import { openTestInstallation } from '#apps/server/testing.ts'
import { createVacuum } from './index.ts'

// a server has its autovacuum
test.skipIf(process.env['TEST_DATABASE_URL'])(
  'tables of an embedded database that changed much are tidied and known to the planner, once',
  async () => {
    const installation = await openTestInstallation()
    try {
      const { database } = installation.house
      await database.as('owner', async (tx) => {
        await tx.query('create table heap (number integer, word text)')
        await tx.query(`insert into heap select n, 'word ' || n from generate_series(1, 2000) as n`)
        await tx.query(`update heap set word = 'other' where number <= 1500`)
      })
      const vacuum = createVacuum(installation.house)

      const first = await vacuum.runOnce()
      const second = await vacuum.runOnce()

      expect(first).toContain('heap')
      expect(second).not.toContain('heap')
      const [known] = await database.sql('owner').query(
        `select c.reltuples::int as rows, s.n_dead_tup::int as dead, p.n_distinct as numbers
           from pg_class c join pg_stat_user_tables s on s.relid = c.oid join pg_stats p on p.tablename = c.relname and p.attname = 'number'
           where c.relname = 'heap'`,
      )
      // every number stands once: the planner writes that as minus one
      expect(known).toEqual({ rows: 2_000, dead: 0, numbers: -1 })
    } finally {
      await installation.close()
    }
  },
)
