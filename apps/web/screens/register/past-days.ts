const dayMs = 24 * 60 * 60_000

/** A calendar date (`2026-03-01`) of a moment, in UTC, as all calendar dates are. */
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** The days from the one on which something first was until today, oldest first. */
export function daysSince(first: string, now = Date.now()): string[] {
  const start = Date.parse(`${first.slice(0, 10)}T00:00:00Z`)
  const count = Number.isNaN(start) ? 0 : Math.max(0, Math.floor((now - start) / dayMs)) + 1
  return Array.from({ length: count }, (_, at) => dayOf(start + at * dayMs))
}

/** The last of a day; undefined for today and what is to come, of which only the present is known. */
export const endOf = (day: string | undefined, now = Date.now()): string | undefined =>
  day === undefined || day >= dayOf(now) ? undefined : `${day}T23:59:59.999Z`

/** Today and the same day of the weeks before, oldest first, at most so many. */
export const weekly = (days: readonly string[], most: number): string[] =>
  days.filter((_, at) => (days.length - 1 - at) % 7 === 0).slice(-most)
