import type { Auth } from './auth.ts'
import { authPath, clientAddressHeader } from './auth-names.ts'
import { clientNetwork } from './client-address.ts'
import { evenTime } from './even-time.ts'
import { guardedSignIn } from './guarded-sign-in.ts'
import { IdentityError } from './identity-error.ts'
import type { IdentityLimits } from './limits.ts'
import type { LockOut } from './lock-out.ts'
import { checkPassword } from './password-policy.ts'
import { outerCode, outerError, problem } from './problem.ts'
import type { RateLimiter } from './rate-limit.ts'
import { readBody } from './read-body.ts'
import { bodies, routes } from './routes.ts'
import { requireSameOrigin } from './same-origin.ts'

/** What the edge knows of a request beside its headers. */
export interface RequestOrigin {
  /** address of the other end of the connection; without it all clients share one limit */
  address?: string | undefined
  /** repeated in problem answers */
  requestId?: string | undefined
}

interface HandlerParts {
  /** loaded when it is first needed */
  auth: () => Promise<Auth>
  attempts: LockOut
  firstUse: (response: Response, code: string) => Promise<boolean>
  limits: IdentityLimits
  limiter: RateLimiter
  origins: ReadonlySet<string>
  allowSignUp: boolean
  mailAvailable: () => boolean
  clientAddress: (peer: string | undefined, headers: Headers) => string | null
  onError: (error: unknown) => void
}

/** Answers /api/auth/*: opens only the named routes, checks origin, limits and bodies, then asks better-auth. */
export const authHandler = (parts: HandlerParts) => {
  const answer = async (request: Request, peer: string | undefined): Promise<Response> => {
    const url = new URL(request.url)
    const path = url.pathname.startsWith(`${authPath}/`) ? url.pathname.slice(authPath.length) : ''
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined
    if (!route || route.method !== request.method) throw new IdentityError('not-found')
    if (route.method === 'POST') requireSameOrigin(request.headers, parts.origins)

    const address = parts.clientAddress(peer, request.headers)
    const wait = await parts.limiter.take(
      `${route.limit}:${clientNetwork(address)}`,
      parts.limits[route.limit],
    )
    if (wait > 0) throw new IdentityError('too-many-requests', wait)

    const headers = new Headers(request.headers)
    headers.delete(clientAddressHeader)
    if (address) headers.set(clientAddressHeader, address)
    const auth = await parts.auth()
    if (!route.body) return auth.handler(new Request(url, { method: 'GET', headers }))

    headers.set('content-type', 'application/json')
    headers.delete('content-length')
    const body = await readBody(request, route.body)
    const forward = (fields = body): Promise<Response> =>
      auth.handler(
        new Request(`${url.origin}${url.pathname}`, {
          method: 'POST',
          headers,
          body: JSON.stringify(fields),
        }),
      )
    return guard(path, body, forward)
  }

  const guard = async (
    path: string,
    body: Record<string, unknown>,
    forward: (fields?: Record<string, unknown>) => Promise<Response>,
  ): Promise<Response> => {
    switch (path) {
      case '/sign-up/email': {
        if (!parts.allowSignUp) throw new IdentityError('sign-up-closed')
        const { name, email, password } = bodies.signUp.parse(body)
        checkPassword(password, [name, email])
        return evenTime(forward)
      }
      case '/sign-in/email':
        return guardedSignIn(
          parts.attempts,
          parts.limits.lockOut.lockSeconds,
          bodies.signIn.parse(body),
          forward,
        )
      case '/change-password':
        checkPassword(bodies.changePassword.parse(body).newPassword)
        // whoever knew the old password is signed out everywhere else
        return forward({ ...body, revokeOtherSessions: true })
      case '/reset-password':
        checkPassword(bodies.resetPassword.parse(body).newPassword)
        return forward()
      case '/two-factor/verify-totp': {
        const response = await forward()
        if (!(await parts.firstUse(response, bodies.code.parse(body).code)))
          throw new IdentityError('invalid-code')
        return response
      }
      case '/request-password-reset':
        if (!parts.mailAvailable()) throw new IdentityError('mail-unavailable')
        return evenTime(forward)
      default:
        return forward()
    }
  }

  /** Never throws: what goes wrong is answered as a problem, and reported when it is our fault. */
  return async (request: Request, origin: RequestOrigin = {}): Promise<Response> => {
    try {
      return await outerAnswer(await answer(request, origin.address), origin.requestId)
    } catch (error) {
      const outer = outerError(error)
      if (outer.status >= 500) parts.onError(error)
      return problem(outer, origin.requestId)
    }
  }
}

/** Rewrites an answer of better-auth: problems in our form, and no session token where a script could read it. */
const outerAnswer = async (response: Response, requestId: string | undefined): Promise<Response> => {
  const body: unknown = await response.json().catch(() => null)
  const cookies = response.headers.getSetCookie()
  const outer = response.ok
    ? Response.json(withoutTokens(body))
    : problem(new IdentityError(outerCode(response.status, field(body, 'code'))), requestId)
  for (const cookie of cookies) outer.headers.append('set-cookie', cookie)
  outer.headers.set('cache-control', 'no-store')
  return outer
}

const field = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const withoutTokens = (value: unknown): unknown => {
  if (!isObject(value)) return value
  const { token: _token, ...rest } = value
  return isObject(rest.session) ? { ...rest, session: withoutTokens(rest.session) } : rest
}
