import { expect, test } from 'vitest'
import { daysSince, endOf, weekly } from './past-days.ts'

const now = Date.parse('2026-03-20T10:00:00Z')

test('days run from the first to today, weeks end today, and today has no end yet', () => {
  const days = daysSince('2026-03-01T23:30:00Z', now)

  expect([days[0], days.at(-1), days.length]).toEqual(['2026-03-01', '2026-03-20', 20])
  expect(weekly(days, 12)).toEqual(['2026-03-06', '2026-03-13', '2026-03-20'])
  expect(weekly(days, 2)).toEqual(['2026-03-13', '2026-03-20'])
  expect(endOf('2026-03-19', now)).toBe('2026-03-19T23:59:59.999Z')
  expect(endOf('2026-03-20', now)).toBeUndefined()
})
