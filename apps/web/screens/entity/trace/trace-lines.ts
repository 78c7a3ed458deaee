import type { Trace } from '../../../api/links.ts'

/** One line of a trace drawn as a tree: a node, the link by which it was reached, how deep. */
export type TraceLine = { node: Trace['nodes'][number]; link: Trace['links'][number]; depth: number }

/**
 * Unfolds a trace from its root, depth first. `up` follows links from source to target (a thing rests on its targets),
 * `down` the other way. A node is unfolded once; where paths meet again it stands without its branches, so cycles end.
 */
export function traceLines(
  trace: Pick<Trace, 'nodes' | 'links'>,
  direction: 'up' | 'down',
  rootId: string,
): TraceLine[] {
  const nodes = new Map(trace.nodes.map((node) => [node.id, node]))
  const unfolded = new Set<string>()
  const lines: TraceLine[] = []
  const unfold = (id: string, depth: number): void => {
    if (unfolded.has(id)) return
    unfolded.add(id)
    for (const link of trace.links) {
      const next =
        direction === 'up' && link.source_id === id
          ? link.target_id
          : direction === 'down' && link.target_id === id
            ? link.source_id
            : undefined
      const node = next === undefined ? undefined : nodes.get(next)
      if (!node) continue
      lines.push({ node, link, depth })
      unfold(node.id, depth + 1)
    }
  }
  unfold(rootId, 1)
  return lines
}
