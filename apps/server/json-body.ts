import type { IncomingMessage } from 'node:http'
import { Refusal } from '#kernel/module/index.ts'

/** The JSON that a request brings, undefined where it brings nothing. @throws Refusal 400, 413 */
export const jsonBody = async (request: IncomingMessage, maxBytes: number): Promise<unknown> => {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > maxBytes)
      throw new Refusal(
        413,
        'too-large',
        `The request is larger than the ${maxBytes} bytes that are allowed.`,
      )
    pieces.push(piece)
  }
  if (size === 0) return undefined
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch {
    throw new Refusal(400, 'malformed-request', 'The body cannot be read. Send JSON that is well formed.')
  }
}
