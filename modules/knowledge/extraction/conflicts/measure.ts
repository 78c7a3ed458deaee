/** A value in the unit in which values of its kind are compared. */
export interface Measure {
  /** what is compared only with itself: a base unit, or `money` */
  unit: string | null
  /** equal for values that say the same: "24 hours" and "1 day" */
  value: string
}

/** Units by what they measure, each with how many of the first one it is. Decimal prefixes, as storage is sold. */
const scales: readonly Readonly<Record<string, number>>[] = [
  {
    ms: 1,
    millisecond: 1,
    second: 1_000,
    sec: 1_000,
    minute: 60_000,
    min: 60_000,
    hour: 3_600_000,
    hr: 3_600_000,
    day: 86_400_000,
    week: 604_800_000,
  },
  // how many days they have differs
  { month: 1, quarter: 3, year: 12 },
  { KB: 1, kB: 1, MB: 1e3, GB: 1e6, TB: 1e9 },
  { KiB: 1, MiB: 1_024, GiB: 1_048_576, TiB: 1_073_741_824 },
  { kbps: 1, Kbps: 1, Mbps: 1e3, Gbps: 1e6 },
  { mm: 1, cm: 10, metre: 1e3, meter: 1e3, km: 1e6 },
  { kg: 1, ton: 1e3, tonne: 1e3 },
  { employee: 1, people: 1 },
]

const singular = (unit: string): string => (unit.length > 2 ? unit.replace(/s$/, '') : unit)

/** Whether values in this unit can be compared with values in others: "hours", "GB". */
export const isScaled = (unit: string): boolean => scales.some((each) => singular(unit) in each)

/** In which unit and with which value a fact is compared with others. */
export const measureOf = (fact: { type: string; unit: string | null; normalized: string }): Measure => {
  const { type, unit, normalized } = fact
  // no rate of exchange is known here, but the same number in two currencies is not the same sum
  if (type === 'amount' && unit !== null) return { unit: 'money', value: `${normalized} ${unit}` }
  if (type !== 'quantity' || unit === null) return { unit, value: normalized }
  const one = singular(unit)
  const scale = scales.find((each) => one in each)
  const [base = one] = Object.keys(scale ?? {})
  const number = Number(normalized) * (scale?.[one] ?? 1)
  return { unit: base, value: Number.isFinite(number) ? String(Number(number.toPrecision(12))) : normalized }
}

/** Whether two sums may be one in two currencies, so that their numbers say nothing: "EUR 250,000" and "USD 270,000". */
export const mayBeOneSum = (
  one: { type: string; unit: string | null; normalized: string },
  other: { unit: string | null; normalized: string },
): boolean =>
  one.type === 'amount' && one.unit !== other.unit && Number(one.normalized) !== Number(other.normalized)
