import * as z from 'zod/mini'
import { command, request } from './request.ts'

const signedIn = z.looseObject({ twoFactorRedirect: z.optional(z.boolean()) })

/** Signs in; `twoFactor` says that a code from the authenticator is still needed. */
export async function signIn(input: { email: string; password: string }): Promise<{ twoFactor: boolean }> {
  const answer = await request(signedIn, '/api/auth/sign-in/email', { method: 'POST', body: input })
  return { twoFactor: answer.twoFactorRedirect === true }
}

/** Creates an account; signing in is a step of its own. */
export const signUp = (input: { name: string; email: string; password: string }): Promise<void> =>
  command('/api/auth/sign-up/email', { method: 'POST', body: input })

/** Ends the session. */
export const signOut = (): Promise<void> => command('/api/auth/sign-out', { method: 'POST' })

/** The second step of signing in: the six digits of the authenticator. */
export const verifyCode = (code: string): Promise<void> =>
  command('/api/auth/two-factor/verify-totp', { method: 'POST', body: { code } })
