import type { Trace } from '../api/links.ts'

/** Both directions of a trace as one graph: negative levels for what a thing rests on, positive for what rests on it. */
export type JoinedTrace = {
  rootId: string
  nodes: (Trace['nodes'][number] & { level: number })[]
  links: Trace['links']
  truncated: boolean
}

/** Which links are looked at. */
export type TraceFilter = { relation: string | undefined; confidence: number }

/** Joins walks: up and down from the root, and what was unfolded since. A node that both reach stands where it is nearer. */
export function joinTraces(rootId: string, up: Trace[], down: Trace[]): JoinedTrace {
  const nodes = new Map<string, JoinedTrace['nodes'][number]>()
  const links = new Map<string, Trace['links'][number]>()
  const take = (trace: Trace, sign: 1 | -1) => {
    const base = nodes.get(trace.root.id)?.level ?? 0
    for (const node of trace.nodes) {
      const level = base + sign * node.depth
      const known = nodes.get(node.id)
      if (!known || Math.abs(level) < Math.abs(known.level)) nodes.set(node.id, { ...node, level })
    }
    for (const link of trace.links) links.set(link.id, link)
  }
  for (const trace of up) take(trace, -1)
  for (const trace of down) take(trace, 1)
  return {
    rootId,
    nodes: [...nodes.values()],
    links: [...links.values()],
    truncated: [...up, ...down].some(({ truncated }) => truncated),
  }
}

/** What remains when only links of a relation, or of at least a confidence, count: they, and all that they still reach. */
export function filterTrace(trace: JoinedTrace, { relation, confidence }: TraceFilter): JoinedTrace {
  if (relation === undefined && confidence === 0) return trace
  const links = trace.links.filter(
    (link) => (relation === undefined || link.relation === relation) && (link.confidence ?? 1) >= confidence,
  )
  const next = new Map<string, string[]>()
  for (const { source_id, target_id } of links) {
    next.set(source_id, [...(next.get(source_id) ?? []), target_id])
    next.set(target_id, [...(next.get(target_id) ?? []), source_id])
  }
  const reached = new Set([trace.rootId])
  for (const id of reached) for (const other of next.get(id) ?? []) reached.add(other)
  return {
    ...trace,
    nodes: trace.nodes.filter(({ id }) => reached.has(id)),
    links: links.filter(({ source_id, target_id }) => reached.has(source_id) && reached.has(target_id)),
  }
}

/** The links as a table that spreadsheets take. */
export function traceCsv(trace: JoinedTrace, head: string[]): string {
  const nodes = new Map(trace.nodes.map((node) => [node.id, node]))
  const name = (id: string) => {
    const node = nodes.get(id)
    return [node?.key ?? '', node?.label ?? id]
  }
  const lines = trace.links.map((link) => [
    ...name(link.source_id),
    link.relation,
    ...name(link.target_id),
    link.confidence === null ? '' : String(link.confidence),
    link.stale_since ?? '',
    link.span?.quote ?? '',
  ])
  return [head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')
}

// A cell that begins like a formula would be run by a spreadsheet.
const cell = (text: string): string =>
  `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
