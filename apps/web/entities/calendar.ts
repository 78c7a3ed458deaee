import { reading } from '../messages/index.ts'

const format = (day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(reading.locale, { ...options, timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** Today in the reader's time zone, `YYYY-MM-DD`. */
export function today(now = new Date()): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: reading.timeZone, dateStyle: 'short' })
  return parts.format(now)
}

/** `2026-03` as people read it. */
export const monthName = (month: string): string => format(`${month}-01`, { month: 'long', year: 'numeric' })

/** The short name of a day's weekday. */
export const weekdayName = (day: string): string => format(day, { weekday: 'short' })

/** A day in full. */
export const dayName = (day: string): string => format(day, { dateStyle: 'full' })

/** With which day weeks begin where the reader is: 1 for Monday to 7 for Sunday. */
export function firstDayOfWeek(): number {
  const locale: { getWeekInfo?: () => { firstDay: number } } = new Intl.Locale(reading.locale)
  return locale.getWeekInfo?.().firstDay ?? 1
}
