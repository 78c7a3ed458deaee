import { printable } from './output.ts'

interface Node {
  id: string
  key: string
  kind: string
  label: string
}
interface Link {
  source_id: string
  target_id: string
  relation: string
  confidence: number | null
  stale_since: string | null
  span: { start: number; end: number; quote: string; page: number | null; cell: string | null } | null
}

/** A walk through the graph as the server answers it. */
export interface Trace {
  root: Node
  nodes: Node[]
  links: Link[]
  truncated: boolean
}

/** The walk as a tree of lines; where it reaches a file, with the page and the words. What was shown before is not unfolded again. */
export const treeOf = (trace: Trace, direction: 'up' | 'down'): string => {
  const nodes = new Map(trace.nodes.map((node) => [node.id, node]))
  const shown = new Set<string>()
  const steps = Map.groupBy(trace.links, (link) => (direction === 'up' ? link.source_id : link.target_id))
  const lines: string[] = [named(trace.root)]
  const walk = (id: string, indent: string): void => {
    shown.add(id)
    const links = steps.get(id) ?? []
    links.forEach((link, index) => {
      const next = nodes.get(direction === 'up' ? link.target_id : link.source_id)
      if (!next) return
      const isLast = index === links.length - 1
      const inner = `${indent}${isLast ? '   ' : '│  '}`
      const again = shown.has(next.id) && (steps.get(next.id)?.length ?? 0) > 0
      lines.push(
        `${indent}${isLast ? '└─ ' : '├─ '}${relation(link, direction)} ${named(next)}${again ? ' (above)' : ''}`,
      )
      if (link.span) lines.push(`${inner}${words(link.span)}`)
      if (!again) walk(next.id, inner)
    })
  }
  walk(trace.root.id, '')
  return lines.join('\n')
}

const named = ({ key, label }: Node): string => `${key} ${printable(label)}`

const relation = (
  { relation: name, confidence, stale_since: stale }: Link,
  direction: 'up' | 'down',
): string => {
  const said = name.replaceAll('_', ' ')
  return `${direction === 'up' ? said : `← ${said}`}${confidence === null ? '' : ` (${Math.round(confidence * 100)}%)`}${stale ? ', stale since its source changed,' : ''}`
}

const words = ({ start, end, quote, page, cell }: NonNullable<Link['span']>): string => {
  const place = [
    page === null ? undefined : `page ${page}`,
    cell === null ? undefined : `cell ${cell}`,
    `characters ${start}–${end}`,
  ].filter((part) => part !== undefined)
  return `${place.join(', ')}: “${printable(quote)}”`
}
