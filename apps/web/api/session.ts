import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { parsedJson } from './problem.ts'
import { call, send, unexpectedAnswer } from './request.ts'

/** Asks the library of accounts, whose answers no contract of ours describes: they are parsed. */
async function account<Shape extends z.ZodMiniType>(
  shape: Shape,
  path: string,
  input?: object,
  signal?: AbortSignal,
): Promise<z.output<Shape>> {
  const response = await send(`/api/auth/${path}`, {
    signal,
    ...(input && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    }),
  })
  const parsed = z.safeParse(shape, parsedJson(await response.text()))
  if (!parsed.success) throw unexpectedAnswer(response)
  return parsed.data
}

const anything = z.unknown()
const signedIn = z.looseObject({ twoFactorRedirect: z.optional(z.boolean()) })

/** Signs in; `twoFactor` says that a code from the authenticator is still needed. */
export async function signIn(input: { email: string; password: string }): Promise<{ twoFactor: boolean }> {
  const answer = await account(signedIn, 'sign-in/email', input)
  return { twoFactor: answer.twoFactorRedirect === true }
}

/** Creates an account; signing in is a step of its own. */
export const signUp = (input: { name: string; email: string; password: string }): Promise<unknown> =>
  account(anything, 'sign-up/email', input)

/** Ends the session. */
export const signOut = (): Promise<unknown> => account(anything, 'sign-out', {})

/** The second step of signing in: the six digits of the authenticator. Also confirms a new authenticator. */
export const verifyCode = (code: string): Promise<unknown> =>
  account(anything, 'two-factor/verify-totp', { code })

/** The second step by one of the codes that were written down; each works once. */
export const verifyBackupCode = (code: string): Promise<unknown> =>
  account(anything, 'two-factor/verify-backup-code', { code })

/** Asks for a mail with a link to set a new password. The answer is the same whether or not the address is known. */
export const requestPasswordReset = (email: string): Promise<unknown> =>
  account(anything, 'request-password-reset', { email })

/** Sets a new password by the token of a link. */
export const resetPassword = (token: string, newPassword: string): Promise<unknown> =>
  account(anything, 'reset-password', { token, newPassword })

/** Changes the password of whoever is signed in. */
export const changePassword = (currentPassword: string, newPassword: string): Promise<unknown> =>
  account(anything, 'change-password', { currentPassword, newPassword })

const authenticator = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })

/** Begins setting up an authenticator: the address that its app reads, and codes to write down. A code confirms it. */
export const beginTwoFactor = (password: string): Promise<z.output<typeof authenticator>> =>
  account(authenticator, 'two-factor/enable', { password })

/** Takes the second step away. */
export const endTwoFactor = (password: string): Promise<unknown> =>
  account(anything, 'two-factor/disable', { password })

/** New codes to write down; the former ones no longer work. */
export async function newBackupCodes(password: string): Promise<string[]> {
  const shape = z.object({ backupCodes: z.array(z.string()) })
  return (await account(shape, 'two-factor/generate-backup-codes', { password })).backupCodes
}

const own = z.nullish(z.object({ session: z.object({ id: z.string() }) }))

/** How the person signs in, and where they are signed in; `here` is the session of this browser. */
export const waysInQuery = queryOptions({
  queryKey: ['me', 'ways-in'],
  queryFn: async ({ signal }) => {
    const [ways, current] = await Promise.all([
      call('waysIn.get', {}, { signal }),
      account(own, 'get-session', undefined, signal),
    ])
    return { ...ways, here: current?.session.id }
  },
})

/** Ends one of the person's sessions. */
export const endSession = (id: string) => call('sessions.end', { params: { id } })
