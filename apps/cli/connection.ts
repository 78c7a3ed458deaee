import { openOwnServer } from './own-server.ts'
import { runningServer } from './running-server.ts'
import { createClient, type Client } from './client.ts'
import { settingsOf, type Settings } from './settings.ts'
import { CommandError, type Invocation } from './verb.ts'

/** A server to talk to, wherever it is. */
export interface Connection {
  client: Client
  /** may ask the operator's endpoints, since this machine holds the data folder */
  isLocal: boolean
  settings: Settings
  /** stops what was started for this verb alone */
  close(): Promise<void>
}

/** How the data is reached: reading needs no worker. */
export interface Wish {
  writes: boolean
}

/**
 * The server named by the environment; else the one that holds the data folder; else one of our own, on a free port
 * for as long as the verb runs.
 */
export const connect = async (invocation: Invocation, wish: Wish): Promise<Connection> => {
  const settings = settingsOf(invocation)
  const { config, dataDir } = settings
  if (config.THROUGHLINE_URL !== undefined && invocation.text('data') === undefined) {
    if (config.THROUGHLINE_API_KEY === undefined)
      throw new CommandError(
        'no-api-key',
        'THROUGHLINE_URL is set, and THROUGHLINE_API_KEY is not. Set it to a key of that server.',
      )
    const client = createClient(config.THROUGHLINE_URL, `Bearer ${config.THROUGHLINE_API_KEY}`)
    return { client, settings, isLocal: false, close: () => Promise.resolve() }
  }
  const running = await runningServer(dataDir)
  if (running)
    return {
      client: createClient(running.url, `Local ${running.token}`),
      settings,
      isLocal: true,
      close: () => Promise.resolve(),
    }
  const own = await openOwnServer(settings, wish)
  return { client: createClient(own.url, `Local ${own.token}`), settings, isLocal: true, close: own.close }
}

/** Does something over a connection, and closes it whatever happens. */
export const connected = async <T>(
  invocation: Invocation,
  wish: Wish,
  work: (connection: Connection) => Promise<T>,
): Promise<T> => {
  const connection = await connect(invocation, wish)
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}
