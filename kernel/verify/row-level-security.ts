import { roleName } from '../db/engine.ts'
import type { InstallationCheck } from './check.ts'

/** Every table of tenants is guarded for reads and writes, for its owner too, and no partition can be reached around it. */
export const rowLevelSecurity: InstallationCheck = {
  name: 'row-level-security',
  async run({ database }) {
    const rows = await database
      .sql('maintenance')
      .query<{ name: string; partition: boolean; guarded: boolean; reachable: boolean }>(
        `select c.relname as name, c.relispartition as partition,
         c.relrowsecurity and c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid) as guarded,
         has_table_privilege($1, c.oid, 'select, insert, update, delete') as reachable
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped) order by 1`,
        [roleName('app')],
      )
    const wrong = rows.filter(({ partition, guarded, reachable }) =>
      partition ? reachable && !guarded : !guarded,
    )
    return {
      checked: rows.length,
      problems: wrong.map(({ name, partition }) => ({
        message: partition
          ? `the partition ${name} can be read around the guard of its table`
          : `the table ${name} is not guarded by row-level security`,
        org_id: null,
        id: null,
      })),
    }
  },
}
