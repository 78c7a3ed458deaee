import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { RequestFacts } from '#kernel/contract/index.ts'
import { clientAddressOf } from '#kernel/identity/index.ts'
import { Refusal, type House } from '#kernel/module/index.ts'
import { accessOf, type Access } from '#kernel/tenancy/access.ts'
import { accessByKey } from '#kernel/tenancy/api-keys.ts'
import { rememberAccess } from '#kernel/tenancy/remembered.ts'
import type { Operator } from './local/operator.ts'
import { createRateLimiter } from './rate-limiter.ts'

/** Finds out who sends a request. Answers are remembered for a few seconds, and forgotten when access changes anywhere. */
export interface FactFinder {
  /**
   * @param answers headers that the answer has in any case: name, value, name, value …
   * @throws Refusal 401, 403, 429
   */
  facts(request: IncomingMessage, answers: string[], requestId: string): Promise<RequestFacts>
  close(): void
}

/** Headers of node:http as the web's. */
export const webHeaders = (request: IncomingMessage): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return headers
}

/** A request id that came from outside is kept only where it is harmless. */
export const requestIdOf = (request: IncomingMessage): string => {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID()
}

const versionIn = (header: string | undefined): number | undefined => {
  if (header === undefined || header === '*') return undefined
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1]
  if (!version)
    throw new Refusal(400, 'malformed-if-match', 'If-Match must name the version of the record, such as "3".')
  return Number(version)
}

const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value

/** Opens the finder on a house. */
export const factFinder = (house: House, operator: Operator): FactFinder => {
  const remembered = rememberAccess<Access>(house.hub)
  const addressOf = clientAddressOf(house.config.TRUSTED_PROXIES)
  const limiter = createRateLimiter(
    house.config.RATE_LIMIT_PER_MINUTE,
    house.config.RATE_LIMIT_ANONYMOUS_PER_MINUTE,
  )
  const byKey = (key: string): Promise<Access | undefined> =>
    remembered.get(`key ${key}`, async () => {
      const access = await accessByKey(house.database, key)
      // noted once per few seconds, with what was found
      if (access?.keyId)
        await house.database
          .sql('identity')
          .query('update api_keys set last_used_at = now() where id = $1', [access.keyId])
      return access
    })

  const bySession = async (headers: Headers): Promise<Access | undefined> => {
    const session = await house.identity.resolveSession(headers)
    if (!session) return undefined
    const { user } = session
    return remembered.get(`user ${user.id}`, async () => ({
      actor: { type: 'user', id: user.id },
      user,
      orgs: await accessOf(house.database, user.id),
      scopes: null,
    }))
  }

  const credential = async (request: IncomingMessage, ip: string): Promise<Access> => {
    const bearer = /^Bearer (tl_\w+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (!bearer) requireSameOrigin(request, house.origins)
    limiter.check(bearer ?? ip, bearer !== undefined || request.headers.cookie !== undefined)
    const access = bearer ? await byKey(bearer) : await bySession(webHeaders(request))
    if (!access)
      throw new Refusal(
        401,
        'not-signed-in',
        bearer
          ? 'The API key is unknown, expired or revoked.'
          : 'Sign in, or send an API key as "Authorization: Bearer tl_…".',
      )
    return access
  }

  return {
    async facts(request, answers, requestId) {
      // the web's Headers are dear to build, and a request with a key needs none
      const headers = {
        get: (name: string): string | null => [request.headers[name] ?? []].flat().join(', ') || null,
      }
      const ip = addressOf(request.socket.remoteAddress, headers) ?? '0.0.0.0'
      const access = operator.asks(request)
        ? await operator.accessAt(new URL(request.url ?? '/', house.publicUrl))
        : await credential(request, ip)
      return {
        requestId,
        ip,
        userAgent: single(request.headers['user-agent'])?.slice(0, 500),
        ifMatch: versionIn(single(request.headers['if-match'])),
        idempotencyKey: single(request.headers['idempotency-key'])?.slice(0, 200),
        reason: undefined,
        access,
        headers: answers,
        setHeader(name, value) {
          const at = answers.indexOf(name)
          if (at < 0) answers.push(name, value)
          else answers[at + 1] = value
        },
      }
    },
    close: remembered.close,
  }
}

/** A cookie alone does not prove that our own page asks; the browser says which page does. */
const requireSameOrigin = (request: IncomingMessage, origins: ReadonlySet<string>): void => {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = single(request.headers['sec-fetch-site'])
  const origin = single(request.headers.origin)
  const allowed = origin ? origins.has(origin) : site === 'same-origin' || site === undefined
  if (!allowed) throw new Refusal(403, 'cross-origin', 'Writes from other sites are refused.')
}
