import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { filtersOf, whereOf } from './where.ts'

test('filters survive the way through an address', () => {
  const field = fc.stringMatching(/^[a-z][a-z_]{0,11}$/)
  const conditions = fc.dictionary(fc.constantFrom('eq', 'gte', 'lte'), fc.string(), {
    minKeys: 1,
    noNullPrototype: true,
  })
  fc.assert(
    fc.property(fc.dictionary(field, conditions, { noNullPrototype: true }), (filters) => {
      expect(filtersOf(whereOf(filters))).toEqual(filters)
    }),
  )
})

test('a broken address is no filter', () => {
  expect(filtersOf('%E0%A4%A:x')).toEqual({ '%E0%A4%A': { eq: 'x' } })
  expect(filtersOf('nothing')).toEqual({})
})
