import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { messages, PGlite, type ExecProtocolResult } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { pg_textsearch } from '@electric-sql/pglite-pg_textsearch'
import { vector } from '@electric-sql/pglite-pgvector'
import { Batch, type Prepared } from './batch.ts'
import type { Reply, Request } from './embedded-engine.ts'
import type { Statement } from './sql.ts'
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

const prepared: Prepared = new Map()

const send = async (statements: readonly Statement[]): Promise<unknown[]> => {
  const [alone] = statements
  if (alone && statements.length === 1 && !alone.params)
    return [(await opened().exec(alone.text)).at(-1)?.rows ?? []]
  const batch = new Batch(statements)
  const heard = await opened().execProtocol(batch.messages(prepared), { throwOnError: false })
  for (const message of heard.messages) hear(batch, message)
  return batch.results
}

const hear = (batch: Batch, message: ExecProtocolResult['messages'][number]): void => {
  if (message instanceof messages.DatabaseError) batch.handleError(message)
  else if (message instanceof messages.RowDescriptionMessage) batch.handleRowDescription(message)
  else if (message instanceof messages.DataRowMessage) batch.handleDataRow(message)
  else if (message instanceof messages.CommandCompleteMessage) batch.handleCommandComplete()
  else if (message.name === 'emptyQuery') batch.handleEmptyQuery()
  else if (message.name === 'readyForQuery') batch.handleReadyForQuery()
}

const answer = async (request: Request): Promise<unknown> => {
  switch (request.op) {
    case 'open':
      return open(request.folder, request.template)
    case 'send':
      return send(request.statements)
    case 'exec':
      return void (await opened().exec(request.text))
    case 'listen':
      return void (await opened().listen(request.channel, (payload) => {
        port.postMessage({ notify: request.channel, payload } satisfies Reply)
      }))
    case 'dump':
      return new Uint8Array(await (await opened().dumpDataDir('gzip')).arrayBuffer())
    case 'close':
      return opened().close()
  }
}

const reply = async (request: Request): Promise<void> => {
  try {
    port.postMessage({ id: request.id, ok: true, value: await answer(request) } satisfies Reply)
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
