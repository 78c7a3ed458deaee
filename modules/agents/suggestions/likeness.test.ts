import fc from 'fast-check'
import { expect, test } from 'vitest'
import { likeness, wordsOf } from './likeness.ts'

test('the same matter in other forms of its words is alike, another matter is not', () => {
  const late = wordsOf('The supplier delivers the payment module late')

  expect(likeness(late, wordsOf('Payment modules delivered late by suppliers'))).toBeGreaterThan(0.6)
  expect(likeness(late, wordsOf('Hosting in Frankfurt is required by the contract'))).toBe(0)
})

test('likeness is symmetric, between 0 and 1, and 1 for a title with words against itself', () => {
  fc.assert(
    fc.property(fc.lorem(), fc.lorem(), (a, b) => {
      const [one, other] = [wordsOf(a), wordsOf(b)]
      expect(likeness(one, other)).toBe(likeness(other, one))
      expect(likeness(one, other)).toBeGreaterThanOrEqual(0)
      expect(likeness(one, other)).toBeLessThanOrEqual(1)
      if (one.size > 0) expect(likeness(one, one)).toBe(1)
    }),
  )
})
