import { expect, test } from 'vitest'
import type { Entity } from '../../api/entities.ts'
import { entityWith } from '../../api/testing.ts'
import { bandOf, movedSince, ways } from './risk-faces.ts'

const levels = ['very_low', 'low', 'medium', 'high', 'very_high']
const risk = (id: string, fields: object): Entity => entityWith({ id, ...fields })

test('what stands elsewhere than before has moved, also what came and what went; the longest way first', () => {
  const then = [
    risk('stays', { probability: 'low', impact: 'low' }),
    risk('falls', { probability: 'very_high', impact: 'high' }),
    risk('gone', { probability: 'low', impact: 'low' }),
  ]
  const now = [
    risk('stays', { probability: 'low', impact: 'low' }),
    risk('falls', { probability: 'low', impact: 'high' }),
    risk('new', { probability: 'very_low', impact: 'low' }),
  ]

  const moved = movedSince(then, now, 'inherent', levels)

  expect(moved.map(({ item, from, to }) => [item.id, from?.[0], to?.[0]])).toEqual([
    ['falls', 'very_high', 'low'],
    ['gone', 'low', undefined],
    ['new', undefined, 'very_low'],
  ])
  expect(ways(moved)).toEqual([{ from: ['very_high', 'high'], to: ['low', 'high'], weight: 1 }])
})

test('a score of 4 is low, of 5 is in the middle, of 12 is high', () => {
  expect(bandOf(['low', 'low'], levels)).toBe('low')
  expect(bandOf(['very_low', 'very_high'], levels)).toBe('middle')
  expect(bandOf(['medium', 'high'], levels)).toBe('high')
})
