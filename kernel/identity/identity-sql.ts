import type { Database, Row, Sql, Statement } from '#kernel/db/index.ts'
import { roleName } from '#kernel/db/engine.ts'

const begin: Statement = { text: 'begin' }
const commit: Statement = { text: 'commit' }
const enter: Statement = { text: "select set_config('role', $1, true)", params: [roleName('identity')] }

/**
 * A column for statements that only count: their transaction does not wait for the disk. A crash may forget the last
 * moments of counting, and a counted sign-in takes no longer than that of an unknown address.
 */
export const withoutFlush = "set_config('synchronous_commit', 'off', true) as flush"

/**
 * Single statements as the identity role, each a transaction of its own in one round trip. Nothing is held between
 * two statements, so that hashing a password or sending a mail never keeps the embedded database's only connection.
 */
export const identitySql = (database: Database): Sql => ({
  query: <R = Row>(text: string, params: readonly unknown[] = []): Promise<R[]> => {
    const statement: Statement = { text, params: params.map(plain) }
    // where the login is the role's own, PostgreSQL makes the transaction of a single statement itself
    const batch = database.engine.sharedLogin ? [begin, enter, statement, commit] : [statement]
    const at = database.engine.sharedLogin ? 2 : 0
    return database.engine.withConnection('identity', async (connection) => {
      try {
        return ((await connection.send(batch))[at] ?? []) as R[]
      } catch (error) {
        if (batch.length > 1) await connection.send([{ text: 'rollback' }]).catch(() => undefined)
        throw error
      }
    })
  },
})

/** Drivers write a `Date` in their own ways (local time, text); an instant in UTC is the same everywhere. */
const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value)
