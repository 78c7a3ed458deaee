import type { Database } from '../db/index.ts'

/** What is worth waking up for. */
export type Topic = 'events' | 'deliveries' | 'jobs' | 'access'

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
  const listeners = new Map<Topic, Set<() => void>>()
  const dirty = new Set<Topic>()
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const call = (topic: Topic): void => {
    for (const listener of listeners.get(topic) ?? []) listener()
  }
  const isTopic = (value: string): value is Topic =>
    ['events', 'deliveries', 'jobs', 'access'].includes(value)

  const stopListening =
    database.engine.kind === 'server'
      ? await database.engine.listen(channel, (payload) => {
          if (payload === '') for (const topic of listeners.keys()) call(topic)
          else for (const topic of payload.split(',')) if (isTopic(topic)) call(topic)
        })
      : async () => undefined

  const tellOthers = async (): Promise<void> => {
    timer = undefined
    const topics = [...dirty].join(',')
    dirty.clear()
    if (!closed) await database.sql('maintenance').query('select pg_notify($1, $2)', [channel, topics])
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
      await stopListening()
    },
  }
}
