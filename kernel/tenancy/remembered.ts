import type { Hub } from '../realtime/hub.ts'

const rememberMs = 5_000
const maxRemembered = 10_000

/** What was found out about who may do what where, by key: kept for a few seconds, forgotten when access changes anywhere. */
export interface Remembered<T> {
  /** what is known, or else what `find` gives; nothing is kept of what fails or is not there */
  get(key: string, find: () => Promise<T | undefined>): Promise<T | undefined>
  close(): void
}

/** Begins to remember. */
export const rememberAccess = <T>(hub: Pick<Hub, 'onWake'>): Remembered<T> => {
  const known = new Map<string, { until: number; found: Promise<T | undefined> }>()
  const close = hub.onWake('access', () => known.clear())
  return {
    get(key, find) {
      const before = known.get(key)
      if (before && before.until > Date.now()) return before.found
      if (known.size >= maxRemembered) known.clear()
      const found = find()
      const entry = { until: Date.now() + rememberMs, found }
      known.set(key, entry)
      const forget = (): void => {
        if (known.get(key) === entry) known.delete(key)
      }
      found.then((value) => value === undefined && forget(), forget)
      return found
    },
    close,
  }
}
