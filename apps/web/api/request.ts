import * as z from 'zod/mini'
import { withDefault } from './fallbacks.ts'
import { tellSessionOver } from './session-over.ts'

// The content security policy forbids code made from strings, which Zod would otherwise try.
z.config({ jitless: true })

const problemShape = z.object({
  code: withDefault(z.string(), 'unknown'),
  detail: z.optional(z.string()),
  message: z.optional(z.string()),
  errors: z.optional(
    z.array(
      z.object({
        path: z.union([z.string(), z.array(z.union([z.string(), z.number()]))]),
        message: z.string(),
      }),
    ),
  ),
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
    detail: string,
    fields: Record<string, string>,
    requestId?: string,
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.fields = fields
    this.requestId = requestId
  }
}

type Query = Record<string, string | number | undefined>

type RequestOptions = {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  query?: Query
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
}

/** A path with its values escaped. */
export const path = (parts: TemplateStringsArray, ...values: string[]): string =>
  String.raw({ raw: parts }, ...values.map(encodeURIComponent))

/** Asks the server and parses the answer. Throws `ProblemError` on a refusal, and on an answer of the wrong shape. */
export async function request<Shape extends z.ZodMiniType>(
  shape: Shape,
  url: string,
  options: RequestOptions = {},
): Promise<z.output<Shape>> {
  const response = await send(url, options)
  const text = await response.text()
  const parsed = z.safeParse(shape, text === '' ? undefined : parseJson(text))
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]
  throw new ProblemError(
    response.status,
    'unexpected_answer',
    `${url}: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`,
    {},
    response.headers.get('x-request-id') ?? undefined,
  )
}

/** Asks the server where the answer does not matter. */
export async function command(url: string, options: RequestOptions = {}): Promise<void> {
  await send(url, options)
}

/** Changes something, and gives the id by which the server knows the change: with it the change can be taken back. */
export async function change(url: string, options: RequestOptions = {}): Promise<string> {
  return (await send(url, options)).headers.get('x-request-id') ?? ''
}

async function send(url: string, options: RequestOptions): Promise<Response> {
  const { method = 'GET', body, headers, signal } = options
  // A POST or PATCH always has a body; the server refuses one on a DELETE.
  const written = method === 'POST' || method === 'PATCH' ? JSON.stringify(body ?? {}) : undefined
  let response: Response
  try {
    response = await fetch(withQuery(url, options.query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(written === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(written === undefined ? {} : { body: written }),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    window.dispatchEvent(new Event('throughline:unreachable'))
    throw new ProblemError(0, 'unreachable', '', {})
  }
  if (response.status === 401 && url.startsWith('/api/v1/')) tellSessionOver()
  if (!response.ok) throw problemOf(response.status, await response.text())
  return response
}

/** The error that an answer's status and body stand for. */
export function problemOf(status: number, body: string): ProblemError {
  const parsed = z.safeParse(problemShape, parseJson(body))
  if (!parsed.success) return new ProblemError(status, 'unknown', '', {})
  const { code, detail, message, errors, request_id } = parsed.data
  const fields = (errors ?? []).map(
    (error) =>
      [
        Array.isArray(error.path)
          ? error.path.join('.')
          : error.path.replace(/^[/.]/, '').replaceAll('/', '.'),
        error.message,
      ] as const,
  )
  return new ProblemError(status, code, detail ?? message ?? '', Object.fromEntries(fields), request_id)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function withQuery(url: string, query: Query | undefined): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== '') search.set(name, String(value))
  const text = search.toString()
  return text === '' ? url : `${url}?${text}`
}
