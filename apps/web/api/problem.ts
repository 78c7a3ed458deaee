import * as z from 'zod/mini'
import { withDefault } from './fallbacks.ts'

// The content security policy forbids code made from strings, which Zod would otherwise try.
z.config({ jitless: true })

/** What comes with a refusal may be from a proxy, or from the library of accounts, which says `message`. */
const problemShape = z.object({
  code: withDefault(z.string(), 'unknown'),
  detail: z.optional(z.string()),
  message: z.optional(z.string()),
  errors: withDefault(z.array(z.object({ path: z.string(), message: z.string() })), []),
  request_id: z.optional(z.string()),
})

/** A refused or failed request: RFC 9457 problem details, with the stable code by which to tell one from another. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly status: number
  readonly code: string
  /** Messages by field path, as `owner` or `items.0.amount`. */
  readonly fields: Record<string, string>
  readonly requestId: string | undefined

  constructor(
    status: number,
    code: string,
    detail = '',
    fields: Record<string, string> = {},
    requestId?: string,
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.fields = fields
    this.requestId = requestId
  }
}

/** The error that an answer's status and body stand for. */
export function problemOf(status: number, body: string): ProblemError {
  const parsed = z.safeParse(problemShape, parsedJson(body))
  if (!parsed.success) return new ProblemError(status, 'unknown')
  const { code, detail, message, errors, request_id } = parsed.data
  const fields = Object.fromEntries(errors.map((error) => [error.path, error.message]))
  return new ProblemError(status, code, detail ?? message ?? '', fields, request_id)
}

/** A text as JSON; undefined where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
