/** One result row; values are already in the wire shapes of {@link Sql.query}. */
export type Row = Record<string, unknown>

/** One statement with positional parameters (`$1` …). */
export interface Statement {
  text: string
  params?: readonly unknown[]
  /** planned for its values every time: dear for a short question, right where a plan for any values would be slow */
  anew?: boolean
}

/** How a statement is run. */
export type Running = Pick<Statement, 'anew'>

/**
 * The four database roles. `app` sees one tenant at a time under row-level security, `identity` accounts and
 * sessions only, `maintenance` works across tenants in named jobs, `owner` changes tables.
 */
export type Role = 'app' | 'identity' | 'maintenance' | 'owner'

/**
 * Something that runs SQL. Shapes on both engines: `timestamptz` as ISO 8601 text with microseconds in UTC, `date`
 * as `YYYY-MM-DD`, `numeric` as text (never a float), `bigint` as number, `jsonb` parsed, `bytea` as Uint8Array,
 * arrays as arrays.
 */
export interface Sql {
  /** @throws DatabaseError with a stable code */
  query<R = Row>(text: string, params?: readonly unknown[], running?: Running): Promise<R[]>
}

/** Who acts. `system` is the installation itself, in jobs and reactions. */
export type ActorType = 'user' | 'agent' | 'api_key' | 'system'

/** The acting person, agent, key or the system; `id` is null for the system alone. */
export interface Actor {
  type: ActorType
  id: string | null
}

/** What a tenant transaction needs to know; every field reaches the audit entry. */
export interface TenantScope {
  orgId: string
  /** projects that the actor may see; row-level security hides all others */
  projectIds: readonly string[]
  actor: Actor
  requestId: string
  reason?: string | undefined
  ip?: string | undefined
  userAgent?: string | undefined
  /** when this is said to have happened: for the story of a demo alone, the database refuses it anywhere else */
  toldAt?: string | undefined
}

/** An open transaction. */
export interface Tx extends Sql {
  /**
   * Sends a write whose result nobody needs; it travels together with the commit, which fails when it fails.
   * Saves a round trip.
   */
  defer(text: string, params?: readonly unknown[]): void
  /**
   * The same for a statement that writes any number of rows, given as its last parameter (see `rowsParameter`): rows
   * that follow each other with the same statement and the same other parameters are written at once.
   */
  deferRow(text: string, params: readonly unknown[], row: Row): void
  /**
   * The last statement: what was deferred, this and the commit travel together. Nothing can follow in the transaction.
   * Saves a round trip.
   */
  last<R = Row>(text: string, params?: readonly unknown[]): Promise<R[]>
  /** Runs once the transaction has committed; never when it rolled back. */
  afterCommit(fn: () => void): void
}
