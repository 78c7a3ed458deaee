import { Refusal } from '#kernel/module/index.ts'

/** Token buckets in memory: a burst of a minute's worth, refilled evenly. Bounded, so that addresses cannot fill it. */
export interface RateLimiter {
  /** @throws Refusal 429 with the seconds to wait */
  check(caller: string, known: boolean): void
}

const maxBuckets = 50_000

/** Makes a limiter from requests per minute of known and unknown callers. */
export const createRateLimiter = (
  known: number,
  anonymous: number,
  now: () => number = Date.now,
): RateLimiter => {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return {
    check(caller, isKnown) {
      const perMinute = isKnown ? known : anonymous
      const key = `${isKnown ? 'k' : 'a'} ${caller}`
      const time = now()
      const bucket = buckets.get(key) ?? { tokens: perMinute, at: time }
      bucket.tokens = Math.min(perMinute, bucket.tokens + ((time - bucket.at) / 60_000) * perMinute)
      bucket.at = time
      if (bucket.tokens < 1) {
        throw new Refusal(429, 'rate-limited', 'Too many requests. Wait a moment and try again.', {
          retryAfterSeconds: Math.ceil(((1 - bucket.tokens) / perMinute) * 60),
        })
      }
      bucket.tokens -= 1
      if (!buckets.has(key) && buckets.size >= maxBuckets) buckets.delete(buckets.keys().next().value ?? '')
      buckets.set(key, bucket)
    },
  }
}
