import { expect, test } from 'vitest'
import type { Trace } from '../api/links.ts'
import { filterTrace, joinTraces, traceCsv } from './joined-trace.ts'

const node = (id: string, depth: number) => ({
  id,
  key: id.toUpperCase(),
  kind: 'risk',
  label: `=${id}`,
  depth,
})
const link = (source_id: string, target_id: string, more: object = {}) => ({
  id: `${source_id}-${target_id}`,
  source_id,
  target_id,
  relation: 'rests_on',
  confidence: null,
  stale_since: null,
  span: null,
  ...more,
})
const up: Trace = {
  root: node('b', 0),
  nodes: [node('b', 0), node('a', 1)],
  links: [link('b', 'a', { relation: 'cites', confidence: 0.4 })],
  truncated: false,
}
const down: Trace = {
  root: node('b', 0),
  nodes: [node('b', 0), node('c', 1), node('d', 2)],
  links: [link('c', 'b'), link('d', 'c')],
  truncated: true,
}

test('what a thing rests on stands before it, what rests on it after it', () => {
  const joined = joinTraces('b', [up], [down])
  expect(Object.fromEntries(joined.nodes.map(({ id, level }) => [id, level]))).toEqual({
    a: -1,
    b: 0,
    c: 1,
    d: 2,
  })
  expect(joined.truncated).toBe(true)
})

test('a node that was unfolded later stands one further than where it was unfolded', () => {
  const more: Trace = {
    root: node('d', 0),
    nodes: [node('d', 0), node('e', 1)],
    links: [link('e', 'd')],
    truncated: false,
  }
  expect(joinTraces('b', [up], [down, more]).nodes.find(({ id }) => id === 'e')?.level).toBe(3)
})

test('what a filter cuts off is left out with all behind it', () => {
  const joined = joinTraces('b', [up], [down])
  expect(filterTrace(joined, { relation: undefined, confidence: 0.5 }).nodes.map(({ id }) => id)).toEqual([
    'b',
    'c',
    'd',
  ])
  expect(filterTrace(joined, { relation: 'cites', confidence: 0 }).nodes.map(({ id }) => id)).toEqual([
    'b',
    'a',
  ])
  expect(filterTrace(joined, { relation: undefined, confidence: 0 })).toBe(joined)
})

test('a table of links runs no formula', () => {
  const csv = traceCsv(joinTraces('b', [up], []), ['h'])
  expect(csv).toBe(`"h"\r\n"B","'=b","cites","A","'=a","0.4","",""`)
})
