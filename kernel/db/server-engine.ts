import pg from 'pg'
import { fromPostgres } from './errors.ts'
import type { Connection, Engine } from './engine.ts'
import { ServerBatch } from './server-batch.ts'
import type { Role, Row, Statement } from './sql.ts'
import { parsers } from './values.ts'

/** Connection strings by role, and how many connections each may hold. */
export interface ServerOptions {
  urls: Record<Role, string>
  poolSize: number
  connectTimeoutMs: number
  statementTimeoutMs: number
  onError: (error: Error) => void
}

const types = {
  getTypeParser: ((typeId: number, format?: string) =>
    format === 'binary'
      ? pg.types.getTypeParser(typeId, 'binary')
      : (parsers[typeId] ?? pg.types.getTypeParser(typeId, 'text'))) as typeof pg.types.getTypeParser,
}

const sendOn = (client: pg.PoolClient): Connection => ({
  async send(statements: readonly Statement[]): Promise<Row[][]> {
    try {
      const [alone] = statements
      if (alone && statements.length === 1 && !alone.params)
        return [(await client.query({ text: alone.text, types })).rows]
      return await client.query(new ServerBatch(statements)).results
    } catch (error) {
      throw fromPostgres(error)
    }
  },
})

/** PostgreSQL over the network: a pool per role, the statements of a batch in one round trip. */
export const openServerEngine = (options: ServerOptions): Engine => {
  const pools = new Map<Role, pg.Pool>()
  const pool = (role: Role): pg.Pool => {
    const existing = pools.get(role)
    if (existing) return existing
    const created = new pg.Pool({
      connectionString: options.urls[role],
      max: role === 'app' ? options.poolSize : Math.max(2, Math.ceil(options.poolSize / 4)),
      connectionTimeoutMillis: options.connectTimeoutMs,
      application_name: `throughline ${role}`,
      options: `-c timezone=UTC -c statement_timeout=${role === 'app' ? options.statementTimeoutMs : 0}`,
      keepAlive: true,
    })
    created.on('error', options.onError)
    pools.set(role, created)
    return created
  }

  return {
    kind: 'server',
    sharedLogin: false,
    async withConnection(role, use) {
      const client = await pool(role)
        .connect()
        .catch((error: unknown) => Promise.reject(fromPostgres(error)))
      let broken: Error | undefined
      try {
        return await use(sendOn(client))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'unavailable') broken = error
        throw error
      } finally {
        client.release(broken ?? false)
      }
    },
    listen: (channel, onMessage) =>
      listenForever(options.urls.maintenance, channel, onMessage, options.onError),
    async close() {
      await Promise.all([...pools.values()].map((each) => each.end()))
    },
  }
}

/** LISTEN on a connection of its own, reconnecting for as long as the caller wants to hear. */
const listenForever = async (
  url: string,
  channel: string,
  onMessage: (payload: string) => void,
  onError: (error: Error) => void,
): Promise<() => Promise<void>> => {
  let stopped = false
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'throughline listen' })
    next.on('error', onError)
    next.on('end', () => {
      if (!stopped) timer = setTimeout(() => void connect().catch(onError), 1_000)
    })
    next.on('notification', (message) => onMessage(message.payload ?? ''))
    client = next
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    // what was sent while nobody listened is found by asking once
    onMessage('')
  }
  await connect()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await client?.end()
  }
}
