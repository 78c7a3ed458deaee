import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entity } from '../api/entities.ts'
import { meet } from './field-conflict.ts'

const entity = (fields: object): Entity => ({
  id: 'a',
  kind: 'risk',
  label: '',
  version: 1,
  abilities: { edit: true, delete: true, link: true, verbs: {} },
  ...fields,
})

test('a field that nobody else touched is written, one that both changed is left to choose', () => {
  const met = meet(
    entity({ title: 'Late', impact: 'low', owner: null }),
    entity({ title: 'Late parts', impact: 'low', owner: 'ann' }),
    { title: 'Late delivery', impact: 'high', owner: 'ann' },
  )
  expect(met).toEqual({ free: { impact: 'high' }, contested: ['title'] })
})

test('nothing that someone else wrote is ever overwritten without being asked', () => {
  const fields = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(null, 'x', 'y'))
  fc.assert(
    fc.property(fields, fields, fields, (base, newest, wanted) => {
      const { free, contested } = meet(entity(base), entity(newest), wanted)
      for (const name of Object.keys(free)) expect(newest[name] ?? null).toBe(base[name] ?? null)
      for (const name of contested) expect(newest[name] ?? null).not.toBe(base[name] ?? null)
    }),
  )
})
