import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { command, path, request } from './request.ts'

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

/** The second step of signing in: the six digits of the authenticator. Also confirms a new authenticator. */
export const verifyCode = (code: string): Promise<void> =>
  command('/api/auth/two-factor/verify-totp', { method: 'POST', body: { code } })

/** The second step by one of the codes that were written down; each works once. */
export const verifyBackupCode = (code: string): Promise<void> =>
  command('/api/auth/two-factor/verify-backup-code', { method: 'POST', body: { code } })

/** Asks for a mail with a link to set a new password. The answer is the same whether or not the address is known. */
export const requestPasswordReset = (email: string): Promise<void> =>
  command('/api/auth/request-password-reset', { method: 'POST', body: { email } })

/** Sets a new password by the token of a link. */
export const resetPassword = (token: string, newPassword: string): Promise<void> =>
  command('/api/auth/reset-password', { method: 'POST', body: { token, newPassword } })

/** Changes the password of whoever is signed in. */
export const changePassword = (currentPassword: string, newPassword: string): Promise<void> =>
  command('/api/auth/change-password', { method: 'POST', body: { currentPassword, newPassword } })

const authenticator = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })

/** Begins setting up an authenticator: the address that its app reads, and codes to write down. A code confirms it. */
export const beginTwoFactor = (password: string): Promise<z.output<typeof authenticator>> =>
  request(authenticator, '/api/auth/two-factor/enable', { method: 'POST', body: { password } })

/** Takes the second step away. */
export const endTwoFactor = (password: string): Promise<void> =>
  command('/api/auth/two-factor/disable', { method: 'POST', body: { password } })

/** New codes to write down; the former ones no longer work. */
export async function newBackupCodes(password: string): Promise<string[]> {
  const shape = z.object({ backupCodes: z.array(z.string()) })
  const url = '/api/auth/two-factor/generate-backup-codes'
  return (await request(shape, url, { method: 'POST', body: { password } })).backupCodes
}

const waysIn = z.object({
  password: z.boolean(),
  two_factor: z.boolean(),
  others: z.array(z.string()),
  sessions: z.array(
    z.object({
      id: z.string(),
      ip_address: z.nullable(z.string()),
      user_agent: z.nullable(z.string()),
      created_at: z.string(),
      last_seen_at: z.string(),
    }),
  ),
})

const own = z.nullish(z.object({ session: z.object({ id: z.string() }) }))

/** How the person signs in, and where they are signed in; `here` is the session of this browser. */
export const waysInQuery = queryOptions({
  queryKey: ['me', 'ways-in'],
  queryFn: async ({ signal }) => {
    const [ways, current] = await Promise.all([
      request(waysIn, '/api/v1/me/ways-in', { signal }),
      request(own, '/api/auth/get-session', { signal }),
    ])
    return { ...ways, here: current?.session.id }
  },
})

/** Ends one of the person's sessions. */
export const endSession = (id: string): Promise<void> =>
  command(path`/api/v1/me/sessions/${id}`, { method: 'DELETE' })
