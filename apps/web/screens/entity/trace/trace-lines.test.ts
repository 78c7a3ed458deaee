import { expect, test } from 'vitest'
import { traceLines } from './trace-lines.ts'

const node = (id: string) => ({ id, key: id, kind: 'thing', label: id, depth: 0 })
const link = (source_id: string, target_id: string) => ({
  id: `${source_id}${target_id}`,
  source_id,
  target_id,
  relation: 'rests_on',
  confidence: null,
  stale_since: null,
  span: null,
})

test('a trace that runs in a circle ends', () => {
  const trace = {
    nodes: ['a', 'b', 'c'].map(node),
    links: [link('a', 'b'), link('b', 'c'), link('c', 'a')],
  }
  const lines = traceLines(trace, 'up', 'a')
  expect(lines.map((line) => [line.node.id, line.depth])).toEqual([
    ['b', 1],
    ['c', 2],
    ['a', 3],
  ])
})

test('what rests on a thing is found against the direction of the links', () => {
  const trace = { nodes: ['a', 'b', 'c'].map(node), links: [link('a', 'b'), link('b', 'c')] }
  expect(traceLines(trace, 'down', 'c').map((line) => line.node.id)).toEqual(['b', 'a'])
})
