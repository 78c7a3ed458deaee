import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { UsageTotal } from '../../api/usage.ts'
import { daysBetween, sumUsage } from './usage-sums.ts'

const total = fc.record<UsageTotal>({
  day: fc.constant('2026-03-01'),
  project_id: fc.constant(null),
  provider: fc.constant('p'),
  model: fc.constant('m'),
  purpose: fc.constant('x'),
  calls: fc.nat(1_000),
  failed: fc.nat(10),
  input_tokens: fc.nat(1_000_000),
  output_tokens: fc.nat(1_000_000),
  cost: fc.option(fc.integer({ min: 0, max: 1_000 }).map(String)),
  currency: fc.constantFrom('USD', 'EUR'),
  unpriced_calls: fc.nat(10),
})

test('sums of parts add up to the sum of the whole, and currencies never mix', () => {
  fc.assert(
    fc.property(fc.array(total), fc.array(total), (some, others) => {
      const [a, b, all] = [sumUsage(some), sumUsage(others), sumUsage([...some, ...others])]
      expect(all.calls).toBe(a.calls + b.calls)
      expect(all.input).toBe(a.input + b.input)
      for (const currency of ['USD', 'EUR'])
        expect(all.cost[currency] ?? 0).toBe((a.cost[currency] ?? 0) + (b.cost[currency] ?? 0))
    }),
  )
})

test('the days between two are all there, over the end of a month', () => {
  expect(daysBetween('2026-02-27', '2026-03-02')).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
    '2026-03-02',
  ])
})
