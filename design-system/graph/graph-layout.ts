import type { Tone } from '../tone.ts'

/** A node. `level` says in which column it stands: 0 for the start, negative to its left, positive to its right. */
export type GraphNode = { id: string; label: string; note: string; level: number }

/** An arrow from one node to another. */
export type GraphLink = { id: string; source: string; target: string; label: string; tone?: Tone }

/** A node with the place of its box, in units of which one is a pixel at full size. */
export type PlacedNode = GraphNode & { x: number; y: number }

/** Size of a node's box and the room between boxes. */
export const box = { width: 208, height: 30, gapX: 88, gapY: 10 }

/**
 * Puts nodes into columns by level. Within a column they stand near the middle of what they are linked to in the columns
 * nearer to the start, so that arrows cross little (the barycenter of Sugiyama, Tagawa and Toda, 1981). Takes time in
 * the order of nodes and links.
 */
export function layOut(nodes: readonly GraphNode[], links: readonly GraphLink[]): PlacedNode[] {
  const near = new Map<string, string[]>()
  const join = (from: string, to: string) => near.set(from, [...(near.get(from) ?? []), to])
  const many = new Map<string, number>()
  for (const { source, target } of links) {
    // A node with thousands of links is placed well enough by its first ones.
    if ((many.get(source) ?? 0) < 32) join(source, target)
    if ((many.get(target) ?? 0) < 32) join(target, source)
    many.set(source, (many.get(source) ?? 0) + 1)
    many.set(target, (many.get(target) ?? 0) + 1)
  }
  const places = new Map<string, PlacedNode>()
  const levels = [...new Set(nodes.map(({ level }) => level))].toSorted(
    (a, b) => Math.abs(a) - Math.abs(b) || a - b,
  )
  for (const level of levels) {
    const column = nodes
      .filter((node) => node.level === level)
      .map((node, at) => ({ node, at, wish: middle(near.get(node.id), places) }))
      .toSorted((a, b) => (a.wish ?? a.at) - (b.wish ?? b.at) || a.at - b.at)
    const step = box.height + box.gapY
    const top = (-(column.length - 1) * step) / 2
    column.forEach(({ node }, at) =>
      places.set(node.id, { ...node, x: level * (box.width + box.gapX), y: top + at * step }),
    )
  }
  return [...places.values()]
}

function middle(ids: string[] | undefined, places: Map<string, PlacedNode>): number | undefined {
  const heights = (ids ?? []).flatMap((id) => places.get(id)?.y ?? [])
  return heights.length === 0 ? undefined : heights.reduce((sum, y) => sum + y, 0) / heights.length
}

/** The smallest rectangle around all boxes. */
export function boundsOf(nodes: readonly PlacedNode[]): {
  left: number
  top: number
  width: number
  height: number
} {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of nodes) {
    left = Math.min(left, x)
    right = Math.max(right, x + box.width)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y + box.height)
  }
  return nodes.length === 0
    ? { left: 0, top: 0, width: box.width, height: box.height }
    : { left, top, width: right - left, height: bottom - top }
}

/** The node that an arrow key leads to: up and down within the column, left and right along a link, else nowhere. */
export function neighbor(
  nodes: readonly PlacedNode[],
  links: readonly GraphLink[],
  from: PlacedNode,
  key: string,
): PlacedNode | undefined {
  const inColumn = (sign: 1 | -1) =>
    nodes
      .filter((node) => node.level === from.level && Math.sign(node.y - from.y) === sign)
      .toSorted((a, b) => Math.abs(a.y - from.y) - Math.abs(b.y - from.y))[0]
  const linked = (sign: 1 | -1) => {
    const ids = new Set(
      links.flatMap(({ source, target }) =>
        source === from.id ? [target] : target === from.id ? [source] : [],
      ),
    )
    return nodes
      .filter((node) => ids.has(node.id) && Math.sign(node.level - from.level) === sign)
      .toSorted((a, b) => Math.abs(a.y - from.y) - Math.abs(b.y - from.y))[0]
  }
  if (key === 'ArrowUp') return inColumn(-1)
  if (key === 'ArrowDown') return inColumn(1)
  if (key === 'ArrowLeft') return linked(-1)
  return key === 'ArrowRight' ? linked(1) : undefined
}

/** The links of a shortest way between two nodes, whichever way they point, from `from` on. Empty where there is none. */
export function shortestPath(links: readonly GraphLink[], from: string, to: string): GraphLink[] {
  const ends = new Map<string, GraphLink[]>()
  for (const link of links)
    for (const end of [link.source, link.target]) {
      const list = ends.get(end)
      if (list) list.push(link)
      else ends.set(end, [link])
    }
  const by = new Map<string, { link: GraphLink; before: string }>()
  let level = [from]
  while (level.length > 0 && !by.has(to)) {
    const next: string[] = []
    for (const id of level)
      for (const link of ends.get(id) ?? []) {
        const other = link.source === id ? link.target : link.source
        if (other === from || by.has(other)) continue
        by.set(other, { link, before: id })
        next.push(other)
      }
    level = next
  }
  const path: GraphLink[] = []
  for (let id = to; id !== from;) {
    const step = by.get(id)
    if (!step) return []
    path.unshift(step.link)
    id = step.before
  }
  return path
}
