import type { UsageTotal } from '../../api/usage.ts'

/** Some totals added up. Cost is per currency, since currencies do not add. */
export type UsageSum = {
  calls: number
  failed: number
  input: number
  output: number
  unpriced: number
  cost: Record<string, number>
}

/** Adds totals up. */
export function sumUsage(totals: readonly UsageTotal[]): UsageSum {
  const sum: UsageSum = { calls: 0, failed: 0, input: 0, output: 0, unpriced: 0, cost: {} }
  for (const total of totals) {
    sum.calls += total.calls
    sum.failed += total.failed
    sum.input += total.input_tokens
    sum.output += total.output_tokens
    sum.unpriced += total.unpriced_calls
    if (total.cost !== null && total.currency !== null)
      sum.cost[total.currency] = (sum.cost[total.currency] ?? 0) + Number(total.cost)
  }
  return sum
}

/** The days between two, both included, as `2026-03-01`. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = Date.parse(`${from}T00:00:00Z`); day <= Date.parse(`${to}T00:00:00Z`); day += 86_400_000)
    days.push(new Date(day).toISOString().slice(0, 10))
  return days
}
