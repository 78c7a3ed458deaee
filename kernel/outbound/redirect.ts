import type { RawAnswer } from './exchange.ts'
import { OutboundError } from './outbound-error.ts'
import { parseTarget } from './safe-target.ts'

/** A request with its address read and its header names in lower case. */
export interface PlainRequest {
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
}

// Would change where the request goes or how its end is found.
const ownHeaders =
  /^(host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|keep-alive|accept-encoding|proxy-.*)$/
const privateHeaders = /^(authorization|cookie|.*-(?:key|token|signature|secret))$/

/** Header names in lower case. @throws OutboundError `header-refused` */
export function checkHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const lower = name.toLowerCase()
      const wellFormed = /^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(lower) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
      if (!wellFormed || ownHeaders.test(lower)) throw new OutboundError('header-refused')
      return [lower, value]
    }),
  )
}

/**
 * The request that a redirecting answer asks for, or undefined (Fetch standard, "HTTP-redirect fetch").
 * Credentials are not taken along to another origin.
 * @throws OutboundError `redirect-refused` from https to http; `url-invalid`
 */
export function nextRequest(request: PlainRequest, answer: RawAnswer): PlainRequest | undefined {
  const location = answer.headers['location']
  if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return undefined
  const url = parseTarget(location, request.url)
  if (request.url.protocol === 'https:' && url.protocol === 'http:')
    throw new OutboundError('redirect-refused')
  const headers =
    url.origin === request.url.origin ? request.headers : without(request.headers, privateHeaders)
  const becomesGet =
    (answer.status === 303 && request.method !== 'HEAD') ||
    ([301, 302].includes(answer.status) && request.method === 'POST')
  if (!becomesGet) return { ...request, url, headers }
  return { url, method: 'GET', headers: without(headers, /^content-/), body: undefined }
}

const without = (headers: Readonly<Record<string, string>>, names: RegExp): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.test(name)))
