import { createHash } from 'node:crypto'

/** The trace of a request and of all that follows from it: its id where that is a UUID, else the beginning of its hash. */
export const traceIdOf = (correlationId: string): string => {
  const plain = correlationId.replaceAll('-', '').toLowerCase()
  if (/^[0-9a-f]{32}$/.test(plain) && !/^0+$/.test(plain)) return plain
  return createHash('sha256').update(correlationId).digest('hex').slice(0, 32)
}

/** Who asked, as the header `traceparent` says (W3C Trace Context, version 00). */
export interface Parent {
  traceId: string
  spanId: string
  traceFlags: number
}

/** Reads a `traceparent`; undefined for what is none. */
export const parentIn = (header: string | undefined): Parent | undefined => {
  const [, traceId = '', spanId = '', flags = ''] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(header ?? '') ?? []
  if (traceId === '' || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1 }
}
