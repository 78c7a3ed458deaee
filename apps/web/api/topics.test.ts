import { expect, test } from 'vitest'
import { depthFirst, type TopicPlace } from './topics.ts'

const place = (id: string, parent_id: string | null): TopicPlace => ({
  id,
  key: id,
  name: id,
  parent_id,
  depth: parent_id === null ? 0 : 1,
  documents: 1,
  mentions: 1,
})

test('each topic stands right below what it is part of, and one whose parent is unknown at the top', () => {
  const byBreadth = [
    place('data', null),
    place('hosting', null),
    place('lost', 'gone'),
    place('readings', 'data'),
    place('cost', 'hosting'),
    place('meters', 'readings'),
  ]
  expect(depthFirst(byBreadth).map(({ id }) => id)).toEqual([
    'data',
    'readings',
    'meters',
    'hosting',
    'cost',
    'lost',
  ])
})
