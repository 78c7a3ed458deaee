import type { Client } from './client.ts'
import { createClient } from './client.ts'
import type { Settings } from './settings.ts'
import { whenFree } from './when-free.ts'
import { addressOf } from '#kernel/identity/index.ts'
import { startServer, type RunningServer } from '#apps/server/start.ts'

/** A server that lives as long as one verb. */
export interface OwnServer {
  url: string
  token: string
  /** lets queued work finish where the verb wrote something, then stops */
  close(): Promise<void>
}

const patienceMs = 30_000

/** Opens the data folder in this process. Waits a while for another verb that has it open. */
export const openOwnServer = async (settings: Settings, wish: { writes: boolean }): Promise<OwnServer> => {
  const server = await opened(settings, wish)
  const client = createClient(server.url, `Local ${server.localToken}`)
  return {
    url: server.url,
    token: server.localToken,
    async close() {
      try {
        if (wish.writes) await settled(client)
      } finally {
        await server.stop()
      }
    },
  }
}

const opened = ({ env, config }: Settings, wish: { writes: boolean }): Promise<RunningServer> => {
  const publicUrl = config.PUBLIC_URL ?? addressOf(config.HOST, config.PORT)
  return whenFree(patienceMs, () =>
    startServer({
      env: { ...env, LOG_LEVEL: env.LOG_LEVEL ?? 'error' },
      overrides: {
        THROUGHLINE_DATA: config.THROUGHLINE_DATA,
        HOST: '127.0.0.1',
        PORT: '0',
        PUBLIC_URL: publicUrl,
      },
      roles: wish.writes ? ['http', 'worker'] : ['http'],
      announced: false,
    }),
  )
}

/** Waits until no job is queued and no event undelivered. What fails again and again does not hold it up. */
const settled = async (client: Client): Promise<void> => {
  for (let quiet = 0; quiet < 2;) {
    const { jobs, deliveries } = await client.get<{ jobs: number; deliveries: number }>('/api/local/work')
    quiet = jobs === 0 && deliveries === 0 ? quiet + 1 : 0
    if (quiet < 2) await new Promise((resolve) => setTimeout(resolve, 60))
  }
}
