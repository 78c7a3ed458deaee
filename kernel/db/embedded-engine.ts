import { Worker } from 'node:worker_threads'
import { hearAll } from './backend-messages.ts'
import { Batch, type Prepared } from './batch.ts'
import { DatabaseError, fromPostgres } from './errors.ts'
import type { Connection, Engine } from './engine.ts'
import { copyFolder, removeCopy, removeLeftCopies } from './embedded-snapshot.ts'
import { lockFolder } from './folder-lock.ts'
import { createTurns } from './turns.ts'
import type { Row } from './sql.ts'

/** Messages to the database thread. */
export type Request = { id: number } & (
  | { op: 'open'; folder: string | null; template: string | null }
  | { op: 'protocol'; messages: Uint8Array<ArrayBuffer> }
  | { op: 'exec'; text: string }
  | { op: 'dump' }
  | { op: 'close' }
)

/** Answers of the database thread. */
export type Reply =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; error: { message: string; code?: string; constraint?: string } }

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
  let nextId = 0
  let gone: Error | undefined

  const fail = (error: Error): void => {
    gone ??= error
    for (const each of waiting.values()) each.reject(gone)
    waiting.clear()
  }
  worker.on('message', (reply: Reply) => {
    const caller = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.ok) caller?.resolve(reply.value as never)
    else caller?.reject(fromPostgres(Object.assign(new Error(reply.error.message), reply.error)))
  })
  worker.on('error', (error) =>
    fail(new DatabaseError('unavailable', `the embedded database stopped: ${error.message}`)),
  )
  worker.on('exit', () => fail(new DatabaseError('unavailable', 'the embedded database is closed')))

  const ask = <T>(request: Wish, given: ArrayBuffer[] = []): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (gone) return reject(gone)
      nextId += 1
      waiting.set(nextId, { resolve, reject })
      worker.postMessage({ id: nextId, ...request }, given)
    })

  const exclusively = createTurns()
  const prepared: Prepared = new Map()
  const connection: Connection = {
    async send(statements) {
      const [alone] = statements
      if (alone && statements.length === 1 && !alone.params)
        return [await ask<Row[]>({ op: 'exec', text: alone.text })]
      const batch = new Batch(statements)
      const messages = new Uint8Array(batch.messages(prepared))
      hearAll(batch, await ask<Uint8Array>({ op: 'protocol', messages }, [messages.buffer]))
      return batch.results.catch((error: unknown) => Promise.reject(fromPostgres(error)))
    },
  }

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
    exec: (text) => exclusively(async () => void (await ask({ op: 'exec', text }))),
    ...(folder ? { snapshot: () => snapshotOf(folder) } : {}),
    dump: () => exclusively(() => ask<Uint8Array>({ op: 'dump' })),
    async close() {
      if (!gone) await exclusively(() => ask({ op: 'close' }))
      await worker.terminate()
      await lock?.release()
    },
  }
}
