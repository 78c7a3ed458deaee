import { z } from 'zod'
import type { Sql } from '#kernel/db/index.ts'
import type { RateLimiter } from './rate-limit.ts'

/** What better-auth answers to a right code. */
const signedIn = z.object({ token: z.string(), user: z.object({ id: z.string() }) })

/** A code counts in its own step of 30 s and in the ones before and after. */
const codeLife = { requests: 1, seconds: 90 }

/**
 * Lets each code of an authenticator app begin one session only: "the verifier MUST NOT accept the second attempt of
 * the OTP" (RFC 6238, 5.2). Kept where requests are counted, so several processes share it when that is the database.
 */
export const oneTimeCode =
  (sql: Sql, limiter: RateLimiter) =>
  /** @returns whether the answer stands; if not, the session that it began is ended */
  async (response: Response, code: string): Promise<boolean> => {
    // an answer without a cookie began nothing: somebody signed in checks their app
    if (!response.ok || response.headers.getSetCookie().length === 0) return true
    const { token, user } = signedIn.parse(await response.clone().json())
    if ((await limiter.take(`code:${user.id}:${code}`, codeLife)) === 0) return true
    await sql.query('delete from sessions where token = $1', [token])
    return false
  }
