import { reading, term } from '../messages/index.ts'

// Making a format costs far more than using it, so each is made once per locale and time zone.
const made = new Map<string, unknown>()
const once = <Format>(
  name: string,
  make: (locale: string, timeZone: string | undefined) => Format,
): Format => {
  const key = `${name} ${reading.locale} ${reading.timeZone ?? ''}`
  if (!made.has(key)) made.set(key, make(reading.locale, reading.timeZone))
  return made.get(key) as Format
}

const dateFormat = () =>
  once('date', (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }))
const timeFormat = () =>
  once(
    'time',
    (locale, timeZone) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
  )
const numberFormat = () =>
  once('number', (locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }))
const relativeFormat = () =>
  once('relative', (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' }))

/** A calendar date (`2026-03-01`) as people read it; it has no time zone, so none may shift it. */
export function formatDate(value: string): string {
  const [year, month, day] = value.slice(0, 10).split('-').map(Number)
  if (year === undefined || month === undefined || day === undefined || Number.isNaN(year + month + day))
    return value
  return dateFormat().format(Date.UTC(year, month - 1, day))
}

/** A moment in the reader's time zone. */
export function formatTime(value: string): string {
  const time = new Date(value)
  return Number.isNaN(time.getTime()) ? value : timeFormat().format(time)
}

const steps: [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** How long ago or ahead a moment is. */
export function formatRelative(value: string, now = Date.now()): string {
  const seconds = (new Date(value).getTime() - now) / 1_000
  if (Number.isNaN(seconds)) return value
  const step = steps.find(([, size]) => Math.abs(seconds) >= size)
  return step
    ? relativeFormat().format(Math.trunc(seconds / step[1]), step[0])
    : relativeFormat().format(0, 'second')
}

/** A number with the reader's separators. */
export const formatNumber = (value: number): string => numberFormat().format(value)

/** By how much a number changed, with its sign: `+4`. */
export const formatChange = (value: number): string =>
  once('change', (locale) => new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' })).format(value)

/** An amount as it came (a decimal string), with its currency where there is one; never through a float's arithmetic. */
export function formatMoney(amount: string | number, currency?: string): string {
  const value = Number(amount)
  if (Number.isNaN(value)) return String(amount)
  try {
    return once(
      `money ${currency ?? ''}`,
      (locale) =>
        new Intl.NumberFormat(
          locale,
          currency ? { style: 'currency', currency } : { minimumFractionDigits: 2 },
        ),
    ).format(value)
  } catch {
    return `${String(amount)} ${currency ?? ''}`
  }
}

/** An amount in few characters: `1.2M €`. */
export const formatShortMoney = (amount: number, currency: string): string =>
  once(
    `short money ${currency}`,
    (locale) =>
      new Intl.NumberFormat(locale, {
        notation: 'compact',
        maximumSignificantDigits: 3,
        ...(/^[A-Z]{3}$/.test(currency) ? { style: 'currency', currency } : {}),
      }),
  ).format(amount)

/** A share of one as a percentage. */
export const formatPercent = (share: number): string =>
  once('percent', (locale) => new Intl.NumberFormat(locale, { style: 'percent' })).format(share)

/** A size in bytes, in the largest unit that leaves a number of one to three digits. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const index = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const format = new Intl.NumberFormat(reading.locale, {
    style: 'unit',
    unit: units[index] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: bytes < 1_000 ? 0 : 1,
  })
  return format.format(bytes / 1_000 ** index)
}

/** `not_started` as people read it: `Not started`, in their language where the word is known. */
export function formatWord(value: string): string {
  const words = value.replaceAll(/[_-]+/g, ' ').trim()
  return term(words.charAt(0).toUpperCase() + words.slice(1))
}
