import { expect, test } from 'vitest'
import { migrate, openDatabase, uuidv7, type Database } from '#kernel/db/index.ts'
import { Registry } from '#kernel/module/index.ts'
import { schemaDump } from '#apps/generate/schema-dump.ts'
import { modules } from '../modules.ts'
import { prepareDatabase } from '../open-house.ts'
import { releasedStates, type ReleasedState } from './state.ts'

const registry = new Registry(modules)

const withDatabase = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
  const database = await openDatabase({ dataDir: null, rolePassword: () => 'unused' })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** Brings a database of an earlier state, with an organization in it, to the present tables. */
const broughtForward = (state: ReleasedState): Promise<{ dump: string; organizations: number }> =>
  withDatabase(async (database) => {
    await migrate(database, state.sources, state.derived)
    const sql = database.sql('owner')
    await sql.query('insert into organizations (org_id, slug, name) values ($1, $2, $2)', [uuidv7(), 'kept'])
    await prepareDatabase(database, registry)
    const [row] = await sql.query<{ n: number }>(
      `select count(*) as n from organizations where slug = 'kept'`,
    )
    return { dump: await schemaDump(database), organizations: row?.n ?? 0 }
  })

/** The present tables without the last change of each part that has several: a state that lies behind. */
const behind: ReleasedState = {
  version: 'behind',
  sources: registry.migrationSources().map(({ owner, migrations }) => ({
    owner,
    migrations: migrations.length > 1 ? migrations.slice(0, -1) : [...migrations],
  })),
  derived: [],
}

const anew = withDatabase(async (database) => {
  await prepareDatabase(database, registry)
  return schemaDump(database)
})

test.each([behind, ...releasedStates()].map((state) => [state.version, state] as const))(
  'a database of the state %s comes forward to the same tables as a new one, with what is in it',
  async (_version, state) => {
    const { dump, organizations } = await broughtForward(state)

    expect(organizations).toBe(1)
    expect(dump).toBe(await anew)
  },
  60_000,
)

test('a table change that was released and then edited is refused', async () => {
  const edited: ReleasedState = {
    ...behind,
    sources: behind.sources.map(({ owner, migrations }) => ({
      owner,
      migrations: migrations.map(({ name, sql }) => ({ name, sql: `${sql}\n-- as it was released\n` })),
    })),
  }

  await expect(broughtForward(edited)).rejects.toThrow('was changed after it had been applied')
}, 60_000)
