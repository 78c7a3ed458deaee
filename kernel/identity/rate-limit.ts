import { createHmac } from 'node:crypto'
import type { Sql } from '#kernel/db/index.ts'
import { withoutFlush } from './identity-sql.ts'

/** At most `requests` in `seconds`. */
export interface Rate {
  requests: number
  seconds: number
}

/** Counts requests in fixed windows. */
export interface RateLimiter {
  /** Counts one request; gives the seconds to wait when it is one too many, else 0. */
  take(key: string, rate: Rate): Promise<number>
}

/** Most keys that the memory holds; about 10 MB. */
const maxKeys = 50_000

/** Limits of this process alone. Bounded: when full, the windows that began first are forgotten. */
export const memoryRateLimiter = (capacity = maxKeys): RateLimiter => {
  const windows = new Map<string, { requests: number; endsAt: number }>()
  return {
    async take(key, rate) {
      const now = Date.now()
      const open = windows.get(key)
      if (open && open.endsAt > now) {
        open.requests += 1
        return open.requests > rate.requests ? Math.ceil((open.endsAt - now) / 1_000) : 0
      }
      windows.delete(key)
      windows.set(key, { requests: 1, endsAt: now + rate.seconds * 1_000 })
      if (windows.size > capacity) for (const oldest of windows.keys()) if (windows.delete(oldest)) break
      return rate.requests < 1 ? rate.seconds : 0
    },
  }
}

/**
 * Limits that all processes share. Keys are stored as keyed hashes, so that the table tells nobody's address.
 * @param secret keys the hashes
 */
export const databaseRateLimiter = (sql: Sql, secret: string): RateLimiter => ({
  async take(key, rate) {
    const now = Date.now()
    const [row] = await sql.query<{ requests: number; window_ends_at: string }>(
      `insert into rate_limits as open (key, requests, window_ends_at) values ($1, 1, $3)
       on conflict (key) do update set
         requests = case when open.window_ends_at <= $2 then 1 else open.requests + 1 end,
         window_ends_at = case when open.window_ends_at <= $2 then excluded.window_ends_at else open.window_ends_at end
       returning requests, window_ends_at, ${withoutFlush}`,
      [
        createHmac('sha256', secret).update(key).digest('base64url'),
        new Date(now),
        new Date(now + rate.seconds * 1_000),
      ],
    )
    if (!row || row.requests <= rate.requests) return 0
    return Math.max(1, Math.ceil((Date.parse(row.window_ends_at) - now) / 1_000))
  },
})
