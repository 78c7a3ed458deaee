import { expect, test } from 'vitest'
import { differences } from './differences.ts'

test('what a proposal leaves open is no difference', () => {
  expect(
    differences({ title: 'a', impact: 'low', owner: 'x' }, { title: 'a', impact: 'high', owner: null }),
  ).toEqual([{ field: 'impact', existing: 'low', proposed: 'high' }])
})
