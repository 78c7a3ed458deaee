import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { box, layOut, neighbor, shortestPath, type GraphLink, type GraphNode } from './graph-layout.ts'

const node = (id: string, level: number): GraphNode => ({ id, label: id, note: '', level })
const link = (source: string, target: string): GraphLink => ({
  id: `${source}-${target}`,
  source,
  target,
  label: 'on',
})

test('no two boxes overlap, and levels stand from left to right', () => {
  const levels = fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 60 })
  fc.assert(
    fc.property(levels, fc.array(fc.tuple(fc.nat(59), fc.nat(59)), { maxLength: 80 }), (given, pairs) => {
      const nodes = given.map((level, at) => node(`n${at}`, level))
      const placed = layOut(
        nodes,
        pairs.map(([a, b]) => link(`n${a}`, `n${b}`)),
      )
      expect(placed).toHaveLength(nodes.length)
      for (const a of placed)
        for (const b of placed) {
          if (a.level < b.level) expect(a.x + box.width).toBeLessThan(b.x)
          if (a.level === b.level && a !== b) expect(Math.abs(a.y - b.y)).toBeGreaterThanOrEqual(box.height)
        }
    }),
  )
})

test('five thousand nodes are laid out well within the blink of an eye', () => {
  const nodes = Array.from({ length: 5_000 }, (_, at) => node(`n${at}`, at === 0 ? 0 : 1 + (at % 8)))
  const links = nodes.slice(1).map((each, at) => link(each.id, `n${Math.floor(at / 3)}`))
  const began = performance.now()
  layOut(nodes, links)
  expect(performance.now() - began).toBeLessThan(1_000)
})

test('the way between two nodes is as short as any', () => {
  const links = [link('a', 'b'), link('b', 'c'), link('c', 'd'), link('a', 'x'), link('x', 'd')]
  expect(shortestPath(links, 'a', 'd').map(({ id }) => id)).toEqual(['a-x', 'x-d'])
  expect(shortestPath(links, 'a', 'nowhere')).toEqual([])
  expect(shortestPath(links, 'a', 'a')).toEqual([])
})

test('arrow keys go along columns and links', () => {
  const links = [link('a', 'b'), link('a', 'c')]
  const placed = layOut([node('a', 0), node('b', 1), node('c', 1)], links)
  const at = (id: string) =>
    placed.find((each) => each.id === id) ?? placed[0] ?? { ...node('', 0), x: 0, y: 0 }
  expect(neighbor(placed, links, at('b'), 'ArrowDown')?.id).toBe('c')
  expect(neighbor(placed, links, at('c'), 'ArrowLeft')?.id).toBe('a')
  expect(neighbor(placed, links, at('b'), 'ArrowRight')).toBeUndefined()
})
