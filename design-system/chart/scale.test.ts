import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysOfMonth } from '../days-of-month.ts'
import { scaled, ticks } from './scale.ts'

test('ticks stay within their bounds, rise evenly and are few', () => {
  const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(numbers, fc.double({ min: 0.1, max: 1e6, noNaN: true }), (low, span) => {
      const marks = ticks(low, low + span, 5)
      expect(marks.length).toBeLessThanOrEqual(11)
      for (const mark of marks) {
        expect(mark).toBeGreaterThanOrEqual(low - span * 1e-6)
        expect(mark).toBeLessThanOrEqual(low + span * (1 + 1e-6))
      }
    }),
  )
  expect(ticks(0, 100, 4)).toEqual([0, 50, 100])
  expect(scaled(5, 0, 10, 200)).toBe(100)
})

test('a month begins in the week of its first day, whichever day weeks begin with', () => {
  const march = daysOfMonth('2026-03', 1)
  expect([march[0], march.at(-1), march.length]).toEqual(['2026-02-23', '2026-04-05', 42])
  expect(daysOfMonth('2026-03', 7)[0]).toBe('2026-03-01')
  expect(daysOfMonth('2027-02', 1)).toHaveLength(28)
})
