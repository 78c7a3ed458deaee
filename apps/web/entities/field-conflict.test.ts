import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { entityWith } from '../api/testing.ts'
import { meet } from './field-conflict.ts'

test('a field that nobody else touched is written, one that both changed is left to choose', () => {
  const met = meet(
    entityWith({ title: 'Late', impact: 'low', owner: null }),
    entityWith({ title: 'Late parts', impact: 'low', owner: 'ann' }),
    { title: 'Late delivery', impact: 'high', owner: 'ann' },
  )
  expect(met).toEqual({ free: { impact: 'high' }, contested: ['title'] })
})

test('nothing that someone else wrote is ever overwritten without being asked', () => {
  const fields = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(null, 'x', 'y'))
  fc.assert(
    fc.property(fields, fields, fields, (base, newest, wanted) => {
      const { free, contested } = meet(entityWith(base), entityWith(newest), wanted)
      for (const name of Object.keys(free)) expect(newest[name] ?? null).toBe(base[name] ?? null)
      for (const name of contested) expect(newest[name] ?? null).not.toBe(base[name] ?? null)
    }),
  )
})
