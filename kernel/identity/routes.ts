import { z } from 'zod'
import type { IdentityLimits } from './limits.ts'

type LimitedKind = 'signIn' | 'signUp' | 'reset' | 'secondFactor' | 'other'

/** One endpoint that is open to the outside. */
export interface Route {
  method: 'GET' | 'POST'
  /** which of {@link IdentityLimits} counts it */
  limit: LimitedKind & keyof IdentityLimits
  /** what its body may hold; all else is dropped */
  body?: z.ZodType<Record<string, unknown>>
}

const secret = z.string().min(1).max(1_000)
const email = z.string().trim().toLowerCase().min(3).max(254)
const password = z.object({ password: secret })
const codeOf = (pattern: RegExp) =>
  z.object({ code: z.string().trim().regex(pattern), trustDevice: z.boolean().optional() })

const post = (limit: LimitedKind, body: z.ZodType<Record<string, unknown>> = z.object({})): Route => ({
  method: 'POST',
  limit,
  body,
})

/** Bodies that the handler itself looks into. */
export const bodies = {
  signIn: z.object({ email, password: secret, rememberMe: z.boolean().optional() }),
  signUp: z.object({ name: z.string().trim().min(1).max(200), email, password: secret }),
  changePassword: z.object({ currentPassword: secret, newPassword: secret }),
  resetPassword: z.object({ token: secret, newPassword: secret }),
  code: codeOf(/^\d{6}$/),
}

/** All that is open under /api/auth; whatever better-auth offers beside is answered with not-found. */
export const routes: Readonly<Record<string, Route>> = {
  '/get-session': { method: 'GET', limit: 'other' },
  '/sign-up/email': post('signUp', bodies.signUp),
  '/sign-in/email': post('signIn', bodies.signIn),
  '/sign-in/link': post('signIn', z.object({ token: secret })),
  '/sign-out': post('other'),
  '/change-password': post('signIn', bodies.changePassword),
  '/request-password-reset': post('reset', z.object({ email })),
  '/reset-password': post('reset', bodies.resetPassword),
  '/two-factor/enable': post('secondFactor', password),
  '/two-factor/disable': post('secondFactor', password),
  '/two-factor/get-totp-uri': post('secondFactor', password),
  '/two-factor/generate-backup-codes': post('secondFactor', password),
  '/two-factor/verify-totp': post('secondFactor', bodies.code),
  '/two-factor/verify-backup-code': post('secondFactor', codeOf(/^[\w-]{4,64}$/)),
}
