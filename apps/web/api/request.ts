import { callOver, uploadOver } from '#apps/client/call.ts'
import { flatQuery } from '#apps/client/flat-query.ts'
import { parsedJson, problemOf, ProblemError } from './problem.ts'
import { tellSessionOver } from './session-over.ts'

/** What a request may say besides what the operation takes. */
export type CallOptions = {
  signal?: AbortSignal | undefined
  /** The version that a change was made upon; refused with 412 where somebody else changed it since. */
  version?: number | undefined
  /** The name of the change, by which it can be taken back as a whole. */
  change?: string | undefined
}

/** Calls an operation of the contract by its name. Throws `ProblemError` on a refusal, and on an answer that is not the server's. */
export const call = callOver<CallOptions>(
  async ({ method, path, query, body }, { signal, version, change } = {}) => {
    // A POST or PATCH always has a body; the server refuses one on a DELETE.
    const content = method === 'GET' || method === 'DELETE' ? undefined : JSON.stringify(body ?? {})
    const response = await send(addressWith(path, query), {
      method,
      signal,
      body: content,
      headers: {
        accept: 'application/json',
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...(change === undefined ? {} : { 'x-request-id': change }),
      },
    })
    return contentOf(response)
  },
)

/** Sends to a stream of the contract what is no JSON: a file, a table, a form. Throws `ProblemError`. */
export const upload = uploadOver<{
  mediaType?: string
  headers?: Record<string, string>
  signal?: AbortSignal
}>(async ({ method, path, query, body }, { mediaType, headers, signal } = {}) =>
  contentOf(
    await send(addressWith(path, query), {
      method,
      signal,
      headers: { ...headers, ...(mediaType === undefined ? {} : { 'content-type': mediaType }) },
      ...(body instanceof Blob || body instanceof FormData || typeof body === 'string' ? { body } : {}),
    }),
  ),
)

type Sent = {
  method?: string
  headers?: Record<string, string>
  body?: Blob | FormData | string | undefined
  signal?: AbortSignal | undefined
}

/** Sends a request that is no operation: files, tables, what is for the library of accounts. Throws `ProblemError`. */
export async function send(url: string, { signal, body, ...rest }: Sent = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, {
      credentials: 'same-origin',
      signal: signal ?? null,
      body: body ?? null,
      ...rest,
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    window.dispatchEvent(new Event('throughline:unreachable'))
    throw new ProblemError(0, 'unreachable')
  }
  if (response.status === 401 && url.startsWith('/api/v1/')) tellSessionOver()
  if (!response.ok) throw problemOf(response.status, await response.text())
  return response
}

/** What an answer says; what it is, the contract knows. Throws `ProblemError` for what cannot be from the server, such as the page of a proxy. */
export async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (response.status === 204) return undefined
  const content = parsedJson(text)
  if (typeof content === 'object' && content !== null) return content
  throw unexpectedAnswer(response)
}

/** An answer that cannot be from the server. */
export const unexpectedAnswer = ({ status, url, headers }: Response): ProblemError =>
  new ProblemError(status, 'unexpected_answer', url, {}, headers.get('x-request-id') ?? undefined)

/** An address with what is asked of it; what is empty is not asked. */
export function addressWith(path: string, query: Readonly<Record<string, unknown>>): string {
  const asked = Object.entries(flatQuery(query)).filter(([, value]) => value !== '')
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked).toString()}`
}
