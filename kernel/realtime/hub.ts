import { randomUUID } from 'node:crypto'
import type { Database } from '../db/index.ts'

/** What is worth waking up for; jobs by their queue, since each looks into its own only. */
export type Topic = 'events' | 'deliveries' | 'access' | `jobs/${string}`

const channel = 'throughline'

/**
 * Wakes listeners in this process at once and those in other processes through the database. Notices of one process
 * are gathered for a moment: PostgreSQL serializes the commits of transactions that notify, so requests never do.
 */
export interface Hub {
  /** tells everybody that there is something new */
  wake(topic: Topic): void
  /** calls back on each wake-up; returns how to stop */
  onWake(topic: Topic, listener: () => void): () => void
  close(): Promise<void>
}

/** Opens the hub on a database. */
export const openHub = async (
  database: Database,
  onError: (error: unknown) => void,
  gatherMs = 50,
): Promise<Hub> => {
  const listeners = new Map<string, Set<() => void>>()
  const dirty = new Set<Topic>()
  // listeners of this process have been called already when its own notice comes back
  const origin = randomUUID()
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const call = (topic: string): void => {
    for (const listener of listeners.get(topic) ?? []) listener()
  }
  const hear = (notice: string): void => {
    const [sender, ...topics] = notice.split(',')
    // without a notice something may have been missed
    if (notice === '') for (const topic of listeners.keys()) call(topic)
    else if (sender !== origin) for (const topic of topics) call(topic)
  }

  const stopListening = await database.engine.listen?.(channel, hear)

  const tellOthers = async (): Promise<void> => {
    timer = undefined
    const notice = [origin, ...dirty].join(',')
    dirty.clear()
    if (!closed) await database.sql('maintenance').query('select pg_notify($1, $2)', [channel, notice])
  }

  return {
    wake(topic) {
      call(topic)
      if (database.engine.kind !== 'server') return
      dirty.add(topic)
      timer ??= setTimeout(() => void tellOthers().catch(onError), gatherMs)
    },
    onWake(topic, listener) {
      const known = listeners.get(topic) ?? new Set()
      known.add(listener)
      listeners.set(topic, known)
      return () => void known.delete(listener)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await stopListening?.()
    },
  }
}
