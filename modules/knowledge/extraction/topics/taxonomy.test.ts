import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { continuedBy } from './keep-ids.ts'
import { taxonomyOf, type TopicNaming } from './taxonomy.ts'

const naming = (artifactId: string, name: string, mentions = 1): TopicNaming => ({
  artifactId,
  name,
  mentions,
})
const parents = (namings: TopicNaming[]): Record<string, string | undefined> =>
  Object.fromEntries(taxonomyOf(namings, 100).map(({ phrase, parent }) => [phrase, parent]))

test('a phrase stands under the longest phrase that it contains, and else under a word that several share', () => {
  expect(
    parents([
      naming('a', 'Incident response'),
      naming('a', 'Incident response plan'),
      naming('b', 'Payment module'),
      naming('b', 'Payment gateway'),
      naming('c', 'payment terms'),
      naming('c', 'Heating'),
    ]),
  ).toEqual({
    'incident response': undefined,
    'incident response plan': 'incident response',
    'payment module': 'payment',
    'payment gateway': 'payment',
    'payment term': 'payment',
    payment: undefined,
    heating: undefined,
  })
})

test('a topic whose files nearly all have a wider one stands under that', () => {
  const namings = ['a', 'b', 'c', 'd', 'e'].map((file) => naming(file, 'Migration'))
  const cutover = ['a', 'b', 'c'].map((file) => naming(file, 'Cutover'))

  expect(parents([...namings, ...cutover])).toEqual({ migration: undefined, cutover: 'migration' })
})

const namings = fc.array(
  fc.record({
    artifactId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    name: fc
      .array(fc.constantFrom('risk', 'plan', 'payment', 'portal', 'audit', 'late'), {
        minLength: 1,
        maxLength: 3,
      })
      .map((words) => words.join(' ')),
    mentions: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 40 },
)

test('the hierarchy has no circles, and neither order nor repetition of the input changes it', () => {
  fc.assert(
    fc.property(namings, (all) => {
      const nodes = taxonomyOf(all, 100)
      const parentOf = new Map(nodes.map(({ phrase, parent }) => [phrase, parent]))
      for (const { phrase } of nodes) {
        const seen = new Set<string>()
        for (let at: string | undefined = phrase; at !== undefined; at = parentOf.get(at)) {
          expect(seen.has(at)).toBe(false)
          seen.add(at)
        }
      }
      expect(taxonomyOf(all.toReversed(), 100).map(({ phrase, parent }) => [phrase, parent])).toEqual(
        nodes.map(({ phrase, parent }) => [phrase, parent]),
      )
    }),
  )
})

test('a topic that changes a word in the same files goes on under its id, and no id is given twice', () => {
  const kept = [
    { id: '1', phrase: 'payment module', artifacts: new Set(['a', 'b', 'c']) },
    { id: '2', phrase: 'heating', artifacts: new Set(['a']) },
  ]
  const nodes = taxonomyOf(
    [
      ...['a', 'b'].map((file) => naming(file, 'New payment module')),
      naming('a', 'Heating'),
      naming('d', 'Lift'),
    ],
    100,
  )

  const continued = continuedBy(nodes, kept)

  expect(Object.fromEntries([...continued].map(([phrase, { id }]) => [phrase, id]))).toEqual({
    'new payment module': '1',
    heating: '2',
  })
})
