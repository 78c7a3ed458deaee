import type { Sql } from '#kernel/db/index.ts'
import { withoutFlush } from './identity-sql.ts'
import type { IdentityLimits } from './limits.ts'

/** A sign-in that has been counted before its password is looked at. */
export interface Attempt {
  userId: string
  /** which failure in a row this would be, from 1 */
  number: number
  /** hash of the account's password; null when it has none */
  passwordHash: string | null
  /** the account is locked: no session, whatever the password */
  locked: boolean
  /** enough was tried during the lock: the password is not even looked at */
  spent: boolean
}

/**
 * Locks an account after failed sign-ins. An attempt is counted before the password is checked and taken back when it
 * was right, so that a hundred at the same moment are a hundred attempts, not one.
 */
export const lockOut = (sql: Sql, limits: IdentityLimits['lockOut']) => ({
  /** Counts an attempt; undefined when nobody has this address. */
  async begin(email: string): Promise<Attempt | undefined> {
    const now = Date.now()
    const [row] = await sql.query<{ user_id: string; failures: number; password: string | null }>(
      `with counted as (
         insert into sign_in_attempts as open (user_id, failures, window_ends_at)
         select id, 1, $3 from users where email = $1 and disabled_at is null
         on conflict (user_id) do update set
           failures = case when open.window_ends_at <= $2 then 1 else open.failures + 1 end,
           window_ends_at = case when open.window_ends_at <= $2 then excluded.window_ends_at else open.window_ends_at end
         returning user_id, failures
       )
       select c.user_id, c.failures, a.password, ${withoutFlush}
       from counted c left join accounts a on a.user_id = c.user_id and a.provider_id = 'credential'`,
      [email, new Date(now), new Date(now + limits.windowSeconds * 1_000)],
    )
    if (!row) return undefined
    return {
      userId: row.user_id,
      number: row.failures,
      passwordHash: row.password,
      locked: row.failures > limits.failures,
      // the answer "locked" tells that a password is right; bounding it keeps it from being an oracle
      spent: row.failures > 2 * limits.failures,
    }
  },

  /** The password was wrong: the last allowed failure begins the lock. */
  async failed(attempt: Attempt): Promise<void> {
    if (attempt.number !== limits.failures) return
    await sql.query(
      `with locked as (update users set locked_until = $2 where id = $1)
       update sign_in_attempts set window_ends_at = $2 where user_id = $1`,
      [attempt.userId, new Date(Date.now() + limits.lockSeconds * 1_000)],
    )
  },

  /** The password was right, or has been set anew: the count begins again. */
  async clear(userId: string): Promise<void> {
    await sql.query(
      `with unlocked as (update users set locked_until = null where id = $1 and locked_until is not null)
       delete from sign_in_attempts where user_id = $1`,
      [userId],
    )
  },
})

/** See {@link lockOut}. */
export type LockOut = ReturnType<typeof lockOut>
