import { IdentityError } from './identity-error.ts'

/**
 * Refuses writes that another site's page makes a browser send (OWASP CSRF cheat sheet: verify the origin). Programs
 * send neither an origin nor a cookie and are let through; a cookie without any origin is not.
 * @param origins origins under which the product itself is opened
 */
export const requireSameOrigin = (headers: Headers, origins: ReadonlySet<string>): void => {
  const site = headers.get('sec-fetch-site')
  if (site === 'cross-site') throw new IdentityError('cross-origin')
  const origin = headers.get('origin') ?? originOf(headers.get('referer'))
  if (origin ? !origins.has(origin) : headers.has('cookie') || site !== null)
    throw new IdentityError('cross-origin')
}

const originOf = (referer: string | null): string | undefined =>
  referer && URL.canParse(referer) ? new URL(referer).origin : undefined
