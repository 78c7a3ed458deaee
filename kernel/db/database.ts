import { setTimeout as pause } from 'node:timers/promises'
import type { Connection, Engine } from './engine.ts'
import { roleName } from './engine.ts'
import { DatabaseError } from './errors.ts'
import { rowsParameter } from './rows-parameter.ts'
import type { Role, Row, Running, Sql, Statement, TenantScope, Tx } from './sql.ts'

const begin: Statement = { text: 'begin' }
const commit: Statement = { text: 'commit' }
const rollback: Statement = { text: 'rollback' }

const tenantSettings =
  "select set_config('app.org_id', $1, true), set_config('app.project_ids', $2, true), set_config('app.actor_type', $3, true), " +
  "set_config('app.actor_id', $4, true), set_config('app.request_id', $5, true), set_config('app.reason', $6, true), " +
  "set_config('app.ip', $7, true), set_config('app.user_agent', $8, true)"

/** The one place where a transaction is told whose it is. */
const enterTenant = (scope: TenantScope, sharedLogin: boolean): Statement => ({
  text: [
    tenantSettings,
    ...(scope.toldAt === undefined ? [] : [`set_config('app.told_at', $9, true)`]),
    ...(sharedLogin ? [`set_config('role', '${roleName('app')}', true)`] : []),
  ].join(', '),
  params: [
    scope.orgId,
    `{${scope.projectIds.join(',')}}`,
    scope.actor.type,
    scope.actor.id ?? '',
    scope.requestId,
    scope.reason ?? '',
    scope.ip ?? '',
    scope.userAgent ?? '',
    ...(scope.toldAt === undefined ? [] : [scope.toldAt]),
  ],
})

const enterRole = (role: Role): Statement => ({
  text: `select set_config('role', $1, true)`,
  params: [roleName(role)],
})

/** A statement that is still taking rows. */
interface Rows {
  text: string
  params: readonly unknown[]
  rows: Row[]
}

/** Rows of one statement. */
const mostRows = 500

class OpenTransaction implements Tx {
  readonly #connection: Connection
  #pending: (Statement | Rows)[]
  readonly #onCommit: (() => void)[] = []
  #over = false
  #committed = false

  constructor(connection: Connection, opening: Statement[]) {
    this.#connection = connection
    this.#pending = opening
  }

  async query<R = Row>(text: string, params: readonly unknown[] = [], running: Running = {}): Promise<R[]> {
    if (this.#over) throw new Error('this transaction is over; open a new one')
    const batch = [...this.#deferred(), { text, params, ...running }]
    const results = await this.#connection.send(batch)
    return (results.at(-1) ?? []) as R[]
  }

  async last<R = Row>(text: string, params: readonly unknown[] = []): Promise<R[]> {
    if (this.#over) throw new Error('this transaction is over; open a new one')
    this.#over = true
    this.#committed = true
    return ((await this.#connection.send([...this.#deferred(), { text, params }, commit])).at(-2) ??
      []) as R[]
  }

  defer(text: string, params: readonly unknown[] = []): void {
    if (this.#over) throw new Error('this transaction is over; open a new one')
    this.#pending.push({ text, params })
  }

  deferRow(text: string, params: readonly unknown[], row: Row): void {
    if (this.#over) throw new Error('this transaction is over; open a new one')
    const before = this.#pending.at(-1)
    const joins =
      before !== undefined &&
      'rows' in before &&
      before.text === text &&
      before.rows.length < mostRows &&
      before.params.every((value, index) => value === params[index])
    if (joins) before.rows.push(row)
    else this.#pending.push({ text, params, rows: [row] })
  }

  #deferred(): Statement[] {
    const statements = this.#pending.map((each) =>
      'rows' in each ? { text: each.text, params: [...each.params, rowsParameter(each.rows)] } : each,
    )
    this.#pending = []
    return statements
  }

  afterCommit(fn: () => void): void {
    this.#onCommit.push(fn)
  }

  async finish(): Promise<void> {
    this.#over = true
    if (!this.#committed) await this.#connection.send([...this.#deferred(), commit])
    for (const fn of this.#onCommit) fn()
  }

  async abandon(): Promise<void> {
    this.#over = true
    await this.#connection.send([rollback])
  }
}

const mostAttempts = 4

/** Tries again what the database has undone. Waits longer each time and not twice the same, so that those who met do not meet again. */
export const againWhenUndone = async <T>(transaction: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction()
    } catch (error) {
      const undone = error instanceof DatabaseError && error.code === 'serialization'
      if (!undone || attempt === mostAttempts) throw error
      await pause(attempt * (10 + Math.random() * 40))
    }
  }
}

/** Both engines behind one face: tenant transactions for requests, role transactions for the kernel's own work. */
export class Database {
  readonly engine: Engine

  constructor(engine: Engine) {
    this.engine = engine
  }

  /**
   * Opens a transaction that sees one organisation and the given projects, and commits when `work` returns. Where the
   * database breaks a deadlock by undoing this transaction, `work` runs again in a new one: it must not change anything
   * outside of the transaction.
   */
  tenant<T>(scope: TenantScope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const opening = [begin, enterTenant(scope, this.engine.sharedLogin)]
    return againWhenUndone(() => this.#transaction('app', opening, work))
  }

  /** One read in a tenant transaction, in a single round trip. */
  async read<R = Row>(
    scope: TenantScope,
    text: string,
    params: readonly unknown[] = [],
    running: Running = {},
  ): Promise<R[]> {
    const rows = await this.#atOnce('app', [
      enterTenant(scope, this.engine.sharedLogin),
      { text, params, ...running },
    ])
    return rows as R[]
  }

  /** A transaction of another role: accounts, cross-tenant maintenance, or changes of tables. */
  as<T>(role: Exclude<Role, 'app'>, work: (tx: Tx) => Promise<T>): Promise<T> {
    const drop = this.engine.sharedLogin && role !== 'owner' ? [enterRole(role)] : []
    return this.#transaction(role, [begin, ...drop], work)
  }

  /** One statement in a transaction of another role. */
  sql(role: Exclude<Role, 'app'>): Sql {
    const drop = this.engine.sharedLogin && role !== 'owner' ? [enterRole(role)] : []
    return {
      query: async <R>(text: string, params: readonly unknown[] = []) =>
        (await this.#atOnce(role, [...drop, { text, params }])) as R[],
    }
  }

  /** Whether the database answers. */
  async ready(): Promise<boolean> {
    try {
      await this.engine.withConnection('app', (connection) => connection.send([{ text: 'select 1' }]))
      return true
    } catch {
      return false
    }
  }

  /** Lets `work` read for long without keeping others out: from a copy where the engine has to make one. */
  async reading<T>(work: (database: Database) => Promise<T>): Promise<T> {
    if (!this.engine.snapshot) return work(this)
    const copy = new Database(await this.engine.snapshot())
    try {
      return await work(copy)
    } finally {
      await copy.close()
    }
  }

  close(): Promise<void> {
    return this.engine.close()
  }

  /** A transaction whose statements are all known before: one round trip. Gives the rows of the last. */
  async #atOnce(role: Role, statements: Statement[]): Promise<Row[]> {
    // a server makes a transaction of what arrives together; the embedded engine has to be told
    const enclosed = this.engine.kind === 'server' ? statements : [begin, ...statements, commit]
    const ask = async (connection: Connection): Promise<Row[]> => {
      try {
        return (await connection.send(enclosed))[enclosed.lastIndexOf(statements.at(-1) ?? begin)] ?? []
      } catch (error) {
        if (this.engine.kind === 'embedded') await connection.send([rollback]).catch(() => undefined)
        throw error
      }
    }
    // somebody waits for what one statement of a request says; maintenance is nobody's request
    return this.engine.withConnection(role, ask, { ahead: role === 'app' || role === 'identity' })
  }

  #transaction<T>(role: Role, opening: Statement[], work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.engine.withConnection(role, async (connection) => {
      const tx = new OpenTransaction(connection, opening)
      try {
        const value = await work(tx)
        await tx.finish()
        return value
      } catch (error) {
        // the first error is the one worth hearing
        await tx.abandon().catch(() => undefined)
        throw error
      }
    })
  }
}
