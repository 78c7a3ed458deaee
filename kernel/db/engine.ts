import type { Role, Row, Statement } from './sql.ts'

/** One connection, held exclusively while a transaction is open. */
export interface Connection {
  /**
   * Runs statements in order in as few round trips as the engine allows and gives their rows.
   * The first failure fails the batch; what follows it is not run. On a server, several statements outside a
   * transaction are one of their own. A single statement without parameters may hold several, separated by semicolons.
   */
  send(statements: readonly Statement[]): Promise<Row[][]>
}

/** What differs between the embedded database and a server; everything above it is the same code. */
export interface Engine {
  readonly kind: 'embedded' | 'server'
  /**
   * Lends a connection of a role; on a fatal error the connection is not lent again. What goes `ahead` does not wait for
   * those who wait already, where all share one.
   */
  withConnection<T>(
    role: Role,
    use: (connection: Connection) => Promise<T>,
    options?: { ahead?: boolean },
  ): Promise<T>
  /** True where connections are shared by all roles, so that each transaction has to drop to its own. */
  readonly sharedLogin: boolean
  /** Calls `onMessage` for each NOTIFY on a channel, until the returned function is called. Only where other processes may notify. */
  listen?(channel: string, onMessage: (payload: string) => void): Promise<() => Promise<void>>
  /**
   * A copy of the database as it is now, for long reading; closing removes it. Only where one long transaction would
   * keep everybody else out.
   */
  snapshot?(): Promise<Engine>
  close(): Promise<void>
}

/** Database role names as they are created in PostgreSQL. */
export const roleName = (role: Role): string => `throughline_${role}`
