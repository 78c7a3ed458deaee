import type { IncomingMessage } from 'node:http'
import { fullPath, isCallable, type Endpoint } from '#kernel/contract/index.ts'
import { Refusal, type House } from '#kernel/module/index.ts'

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * Finds the address that a request asks for, on our own origin whatever it claims: `//host/path` is a path, and an
 * absolute address counts with its path only. What it gives throws Refusal 400 for what is no address, 405 for methods
 * that nothing here has.
 */
export const targetFinder = (publicUrl: string): ((request: IncomingMessage) => URL) => {
  const { origin } = new URL(publicUrl)
  return (request) => {
    if (!methods.has(request.method ?? ''))
      throw new Refusal(405, 'method-not-allowed', `The method ${request.method ?? ''} is not served here.`)
    const asked = request.url ?? '/'
    if (asked.startsWith('/')) return parsed(origin + asked)
    const { pathname, search } = parsed(asked)
    if (!pathname.startsWith('/')) throw malformed()
    return parsed(origin + pathname + search)
  }
}

const parsed = (address: string): URL => {
  const url = URL.parse(address)
  if (!url) throw malformed()
  return url
}

const malformed = (): Refusal => new Refusal(400, 'malformed-request', 'The address is not well formed.')

/**
 * Keeps bodies within their limit before they are read: uploads within UPLOAD_MAX_BYTES, all others within
 * REQUEST_MAX_BYTES. Only uploads may come without saying how long they are.
 * @throws Refusal 411, 413 from the returned check
 */
export const sizeGuard = (
  house: House,
  endpoints: readonly Endpoint[],
): ((request: IncomingMessage, path: string) => void) => {
  const uploads = endpoints.flatMap((endpoint) =>
    !isCallable(endpoint) && endpoint.method !== 'GET'
      ? [new RegExp(`^/api/v1/${fullPath(endpoint).replaceAll(/\{\w+\}/g, '[^/]+')}$`)]
      : [],
  )
  return (request, path) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
    if (length === undefined && encoding === undefined) return
    const isJson = (request.headers['content-type'] ?? '').toLowerCase().startsWith('application/json')
    const isUpload = !isJson && uploads.some((pattern) => pattern.test(path))
    const limit = isUpload ? house.config.UPLOAD_MAX_BYTES : house.config.REQUEST_MAX_BYTES
    if (!isUpload && encoding !== undefined)
      throw new Refusal(
        411,
        'length-required',
        'Send Content-Length with the body, and no Transfer-Encoding.',
      )
    if (Number(length ?? 0) > limit)
      throw new Refusal(413, 'too-large', `The request is larger than the ${limit} bytes that are allowed.`)
  }
}
