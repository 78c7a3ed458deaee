import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { pg_textsearch } from '@electric-sql/pglite-pg_textsearch'
import { vector } from '@electric-sql/pglite-pgvector'
import type { Reply, Request } from './embedded-engine.ts'
import { unpack } from './unpack.ts'
import { parsers } from './values.ts'

const port = parentPort
if (!port) throw new Error('this file runs as a worker thread')

let database: PGlite | undefined

const opened = (): PGlite => {
  if (!database) throw new Error('the embedded database is not open')
  return database
}

const open = async (folder: string | null, template: string | null): Promise<void> => {
  if (folder && template) await unpack(template, folder)
  const archive = !folder && template ? new Blob([new Uint8Array(await readFile(template))]) : undefined
  database = await PGlite.create({
    ...(folder ? { dataDir: folder } : {}),
    ...(archive ? { loadDataDir: archive } : {}),
    extensions: { vector, pg_textsearch, pg_trgm },
    parsers: parsers as Record<number, (text: string) => never>,
  })
  await database.exec("set timezone to 'UTC'")
}

const answer = async (request: Request): Promise<unknown> => {
  switch (request.op) {
    case 'open':
      return open(request.folder, request.template)
    case 'protocol':
      return opened().execProtocolRaw(request.messages)
    case 'exec':
      return (await opened().exec(request.text)).at(-1)?.rows ?? []
    case 'dump':
      return new Uint8Array(await (await opened().dumpDataDir('gzip')).arrayBuffer())
    case 'close':
      return opened().close()
  }
}

const reply = async (request: Request): Promise<void> => {
  try {
    const value = await answer(request)
    // bytes are given away, not copied
    const given = value instanceof Uint8Array && value.buffer instanceof ArrayBuffer ? [value.buffer] : []
    port.postMessage({ id: request.id, ok: true, value } satisfies Reply, given)
  } catch (error) {
    const { message, code, constraint } = error as Error & { code?: string; constraint?: string }
    port.postMessage({
      id: request.id,
      ok: false,
      error: { message, ...(code ? { code } : {}), ...(constraint ? { constraint } : {}) },
    } satisfies Reply)
  }
}

// requests are answered in the order in which they came
let tail: Promise<void> = Promise.resolve()
port.on('message', (request: Request) => {
  tail = tail.then(() => reply(request))
})
