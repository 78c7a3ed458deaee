import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { CompiledQuery, DatabaseConnection, Dialect, QueryResult } from 'kysely'
import type { Row, Sql } from '#kernel/db/index.ts'

/**
 * The identity role as a dialect of Kysely, which better-auth writes its statements with. A connection here is only a
 * name: each statement is a transaction of its own, so transactions are turned off in the adapter and refused here.
 */
export const authDialect = (sql: Sql): Dialect => {
  const connection: DatabaseConnection = {
    executeQuery: <R>(compiled: CompiledQuery) => execute<R>(sql, compiled),
    streamQuery: () => refuse('streams'),
  }
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createDriver: () => ({
      init: async () => undefined,
      acquireConnection: async () => connection,
      beginTransaction: () => refuse('transactions'),
      commitTransaction: () => refuse('transactions'),
      rollbackTransaction: () => refuse('transactions'),
      releaseConnection: async () => undefined,
      destroy: async () => undefined,
    }),
  }
}

const execute = async <R>(sql: Sql, compiled: CompiledQuery): Promise<QueryResult<R>> => {
  // only rows come back, so a write that returns none is asked for one per row that it touched
  const silent =
    compiled.query.kind !== 'SelectQueryNode' && !('returning' in compiled.query && compiled.query.returning)
  const rows = await sql.query(
    silent ? `${compiled.sql} returning 1 as touched` : compiled.sql,
    compiled.parameters,
  )
  return { rows: silent ? [] : (rows.map(withDates) as R[]), numAffectedRows: BigInt(rows.length) }
}

/** better-auth compares instants as `Date`; by our convention their columns alone end in `_at` or `_until`. */
const withDates = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' && /_(at|until)$/.test(column) ? new Date(value) : value,
    ]),
  )

const refuse = (what: string): never => {
  throw new Error(`accounts use no ${what}`)
}
