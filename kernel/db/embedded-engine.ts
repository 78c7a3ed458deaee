import { Worker } from 'node:worker_threads'
import { DatabaseError, fromPostgres } from './errors.ts'
import type { Connection, Engine } from './engine.ts'
import { copyFolder, removeCopy, removeLeftCopies } from './embedded-snapshot.ts'
import { lockFolder } from './folder-lock.ts'
import { createTurns } from './turns.ts'
import type { Row, Statement } from './sql.ts'

/** Messages to the database thread. */
export type Request = { id: number } & (
  | { op: 'open'; folder: string | null; template: string | null }
  | { op: 'send'; statements: readonly Statement[] }
  | { op: 'exec'; text: string }
  | { op: 'listen'; channel: string }
  | { op: 'dump' }
  | { op: 'close' }
)

/** Answers of the database thread. */
export type Reply =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; error: { message: string; code?: string; constraint?: string } }
  | { notify: string; payload: string }

type Wish = Request extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never

/** The embedded database with what only it can do. */
export interface EmbeddedEngine extends Engine {
  /** Several statements without parameters in one text. */
  exec(text: string): Promise<void>
  /** The whole data folder as a gzipped tar archive. */
  dump(): Promise<Uint8Array>
}

/**
 * PGlite on a thread of its own, so that the thread that answers requests never waits for it to compute.
 * One connection: transactions queue behind each other, questions that are one statement go ahead of them.
 * @param folder data folder, or null for memory
 * @throws Error when another process holds the folder or when it was made by another version
 */
export const openEmbeddedEngine = async (
  folder: string | null,
  template: string | null,
): Promise<EmbeddedEngine> => {
  const lock = folder ? await lockFolder(folder) : undefined
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { name: 'database' })
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  const listeners = new Map<string, Set<(payload: string) => void>>()
  let nextId = 0
  let gone: Error | undefined

  const fail = (error: Error): void => {
    gone ??= error
    for (const each of waiting.values()) each.reject(gone)
    waiting.clear()
  }
  worker.on('message', (reply: Reply) => {
    if ('notify' in reply) {
      for (const each of listeners.get(reply.notify) ?? []) each(reply.payload)
      return
    }
    const caller = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.ok) caller?.resolve(reply.value as never)
    else caller?.reject(fromPostgres(Object.assign(new Error(reply.error.message), reply.error)))
  })
  worker.on('error', (error) =>
    fail(new DatabaseError('unavailable', `the embedded database stopped: ${error.message}`)),
  )
  worker.on('exit', () => fail(new DatabaseError('unavailable', 'the embedded database is closed')))

  const ask = <T>(request: Wish): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (gone) return reject(gone)
      nextId += 1
      waiting.set(nextId, { resolve, reject })
      worker.postMessage({ id: nextId, ...request })
    })

  const exclusively = createTurns()
  const connection: Connection = { send: (statements) => ask<Row[][]>({ op: 'send', statements }) }

  const snapshotOf = async (place: string): Promise<Engine> => {
    const copy = await exclusively(async () => {
      await ask({ op: 'exec', text: 'checkpoint' })
      return copyFolder(place)
    })
    try {
      const engine = await openEmbeddedEngine(copy, null)
      return { ...engine, close: () => engine.close().finally(() => removeCopy(copy)) }
    } catch (error) {
      await removeCopy(copy)
      throw error
    }
  }

  try {
    if (folder) await removeLeftCopies(folder)
    await ask({ op: 'open', folder, template })
  } catch (error) {
    await worker.terminate()
    await lock?.release()
    throw error
  }

  return {
    kind: 'embedded',
    sharedLogin: true,
    withConnection: (_role, use, { ahead } = {}) => exclusively(() => use(connection), ahead),
    exec: (text) => exclusively(() => ask<void>({ op: 'exec', text })),
    ...(folder ? { snapshot: () => snapshotOf(folder) } : {}),
    dump: () => exclusively(() => ask<Uint8Array>({ op: 'dump' })),
    async listen(channel, onMessage) {
      const known = listeners.get(channel) ?? new Set()
      known.add(onMessage)
      if (known.size === 1) {
        listeners.set(channel, known)
        await exclusively(() => ask({ op: 'listen', channel }))
      }
      return async () => void known.delete(onMessage)
    },
    async close() {
      if (!gone) await exclusively(() => ask({ op: 'close' }))
      await worker.terminate()
      await lock?.release()
    },
  }
}
