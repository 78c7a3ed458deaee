import { DatabaseError } from '#kernel/db/index.ts'
import { IdentityError, identityErrors, type IdentityErrorCode } from './identity-error.ts'

/** How the codes of better-auth read outside; what is not named falls back on its status. */
const codes: Record<string, IdentityErrorCode> = {
  INVALID_EMAIL_OR_PASSWORD: 'invalid-credentials',
  INVALID_EMAIL: 'invalid-email',
  // a session is refused for one reason alone: the account is disabled, which is nobody else's business
  FAILED_TO_CREATE_SESSION: 'invalid-credentials',
  FAILED_TO_CREATE_USER: 'internal',
  PASSWORD_TOO_SHORT: 'password-too-short',
  PASSWORD_TOO_LONG: 'password-too-long',
  INVALID_PASSWORD: 'wrong-password',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'wrong-password',
  INVALID_TOKEN: 'invalid-token',
  TOKEN_EXPIRED: 'invalid-token',
  USER_NOT_FOUND: 'invalid-token',
  EMAIL_PASSWORD_SIGN_UP_DISABLED: 'sign-up-closed',
  TOTP_NOT_ENABLED: 'two-factor-not-enabled',
  TWO_FACTOR_NOT_ENABLED: 'two-factor-not-enabled',
  BACKUP_CODES_NOT_ENABLED: 'two-factor-not-enabled',
  TOTP_ALREADY_ENABLED: 'two-factor-already-enabled',
  INVALID_CODE: 'invalid-code',
  INVALID_BACKUP_CODE: 'invalid-code',
  INVALID_TWO_FACTOR_COOKIE: 'two-factor-expired',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'two-factor-expired',
  ACCOUNT_TEMPORARILY_LOCKED: 'account-locked',
}

const byStatus: Record<number, IdentityErrorCode> = {
  401: 'unauthenticated',
  403: 'cross-origin',
  404: 'not-found',
  429: 'too-many-requests',
}

/** The code that goes outside for an answer of better-auth. */
export const outerCode = (status: number, inner: unknown): IdentityErrorCode => {
  const named = typeof inner === 'string' ? codes[inner] : undefined
  return named ?? byStatus[status] ?? (status >= 500 ? 'internal' : 'invalid-request')
}

/** Anything thrown, as an error that may be told. */
export const outerError = (error: unknown): IdentityError => {
  if (error instanceof IdentityError) return error
  const down = error instanceof DatabaseError && (error.code === 'unavailable' || error.code === 'timeout')
  return down ? new IdentityError('unavailable', 5) : new IdentityError('internal')
}

/** An answer in the form of RFC 9457, with the stable code beside. */
export const problem = (error: IdentityError, requestId?: string): Response => {
  const { title, detail } = identityErrors[error.code]
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  if (error.retryAfter !== undefined) headers.set('retry-after', String(error.retryAfter))
  const body = {
    type: 'about:blank',
    title,
    status: error.status,
    code: error.code,
    detail,
    ...(requestId ? { requestId } : {}),
  }
  return new Response(JSON.stringify(body), { status: error.status, headers })
}
