import { addressRules } from './address-rules.ts'
import { exchange, type RawAnswer } from './exchange.ts'
import { OutboundError } from './outbound-error.ts'
import { checkHeaders, nextRequest, type PlainRequest } from './redirect.ts'
import { checkTarget, parseTarget, resolveBySystem, type ResolveHost } from './safe-target.ts'

/** A call: GET without body unless said otherwise. Limits override those of `createOutbound`. */
export interface OutboundRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Redirects that are followed, each checked anew; 0 gives back the redirecting answer. Default 5. */
  readonly maxRedirects?: number
  /** Milliseconds for everything together: resolving, redirects, reading the answer. */
  readonly timeoutMs?: number
  /** Largest body of an answer, in bytes. */
  readonly maxBytes?: number
  readonly signal?: AbortSignal
}

/** The answer, whatever its status; `url` is where it came from in the end. */
export interface OutboundAnswer extends RawAnswer {
  readonly url: string
  text(): string
  /** @throws SyntaxError when the body is not JSON */
  json(): unknown
}

/** Calls addresses that users gave, without reaching into the networks behind the server. */
export interface Outbound {
  /** @throws OutboundError; an answer with an error status is no error here */
  fetch(url: string, request?: OutboundRequest): Promise<OutboundAnswer>
  /** Checks an address without calling it, for when it is entered. @throws OutboundError */
  check(url: string): Promise<void>
}

/**
 * Makes the way out for addresses that come from users (webhooks, imports). Only http and https to public
 * addresses; the host is resolved once, checked, and the connection pinned to what was checked; likewise
 * for each redirect.
 * @param options.allowPrivate networks, addresses or host names that may be called although they are private
 * @param options.resolveHost finds addresses of a name; the system's resolver where not given
 */
export function createOutbound(options: {
  allowPrivate: readonly string[]
  timeoutMs?: number
  maxBytes?: number
  resolveHost?: ResolveHost
}): Outbound {
  const rules = addressRules(options.allowPrivate)
  const resolveHost = options.resolveHost ?? resolveBySystem

  const follow = async (first: PlainRequest, limits: Limits): Promise<OutboundAnswer> => {
    let request = first
    for (let hops = 0; ; hops += 1) {
      const target = await withinTime(checkTarget(request.url, rules, resolveHost), limits.signal)
      const answer = await exchange(target, { ...request, ...limits })
      const next = limits.maxRedirects === 0 ? undefined : nextRequest(request, answer)
      if (next === undefined) return present(request.url, answer)
      if (hops >= limits.maxRedirects) throw new OutboundError('redirect-refused')
      request = next
    }
  }

  return {
    fetch: async (written, request = {}) => {
      const timeout = AbortSignal.timeout(request.timeoutMs ?? options.timeoutMs ?? 15_000)
      const signal = request.signal === undefined ? timeout : AbortSignal.any([timeout, request.signal])
      const limits = {
        signal,
        maxBytes: request.maxBytes ?? options.maxBytes ?? 16 * 2 ** 20,
        maxRedirects: request.maxRedirects ?? 5,
      }
      const body = typeof request.body === 'string' ? Buffer.from(request.body) : request.body
      const headers = checkHeaders(request.headers ?? {})
      const url = parseTarget(written)
      return await settled(follow({ url, method: request.method ?? 'GET', headers, body }, limits), timeout)
    },
    check: async (url) => {
      const timeout = AbortSignal.timeout(options.timeoutMs ?? 15_000)
      await settled(withinTime(checkTarget(parseTarget(url), rules, resolveHost), timeout), timeout)
    },
  }
}

interface Limits {
  readonly signal: AbortSignal
  readonly maxBytes: number
  readonly maxRedirects: number
}

const present = (url: URL, answer: RawAnswer): OutboundAnswer => ({
  ...answer,
  url: url.href,
  text: () => answer.body.toString('utf8'),
  json: (): unknown => JSON.parse(answer.body.toString('utf8')),
})

/** Errors of the network as `OutboundError`. */
async function settled<T>(call: Promise<T>, timeout: AbortSignal): Promise<T> {
  try {
    return await call
  } catch (error) {
    if (error instanceof OutboundError) throw error
    throw new OutboundError(timeout.aborted ? 'timeout' : 'connection-failed', error)
  }
}

/** A slow resolver must not outlast the time allowed; it cannot be cancelled, only left behind. */
async function withinTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const giveUp = (): void => reject(signal.reason)
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}
