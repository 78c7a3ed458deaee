import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Problem } from '#kernel/contract/problem.ts'
import { DatabaseError } from '#kernel/db/index.ts'

const byCode: Record<string, { status: number; code: string; detail: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'headers-too-large',
    detail: 'The address and the headers are longer than 16 KB together.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'request-timeout',
    detail: 'The headers did not arrive in time.',
  },
}

/** Answers what is no HTTP request at all, or one with too much in its head, in the same shape as every other refusal. */
export const answerBrokenRequest = (error: Error & { code?: string }, socket: Duplex): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const { status, code, detail } = byCode[error.code ?? ''] ?? {
    status: 400,
    code: 'malformed-request',
    detail: 'This is not a well-formed HTTP request.',
  }
  const title = STATUS_CODES[status] ?? 'Error'
  const problem: Problem = {
    type: `urn:throughline:problem:${code}`,
    title,
    status,
    code,
    detail,
    errors: [],
    request_id: randomUUID(),
  }
  const body = JSON.stringify(problem)
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${problem.request_id}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** Seconds after which a request that met a database out of reach is worth repeating; undefined for other errors. */
export const retryAfterOf = (error: unknown): number | undefined =>
  error instanceof DatabaseError && (error.code === 'unavailable' || error.code === 'timeout') ? 5 : undefined
