import {
  DatabaseError,
  DataRowMessage,
  RowDescriptionMessage,
  type BackendMessage,
} from 'pg-protocol/dist/messages.js'
import { Parser } from 'pg-protocol/dist/parser.js'
import type { Batch } from './batch.ts'

/** Gives a batch what PostgreSQL answered to it, all of it at once. */
export const hearAll = (batch: Batch, answer: Uint8Array): void => {
  new Parser().parse(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength), (message) =>
    hear(batch, message),
  )
  batch.end()
}

const hear = (batch: Batch, message: BackendMessage): void => {
  if (message instanceof DataRowMessage) batch.handleDataRow(message)
  else if (message instanceof RowDescriptionMessage) batch.handleRowDescription(message)
  else if (message instanceof DatabaseError && message.name === 'error') batch.handleError(message)
  else if (message.name === 'commandComplete') batch.handleCommandComplete()
  else if (message.name === 'emptyQuery') batch.handleEmptyQuery()
  else if (message.name === 'readyForQuery') batch.handleReadyForQuery()
}
