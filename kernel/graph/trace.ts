import { keyOf } from '../entities/kind.ts'
import type { Reader } from '../entities/read.ts'
import { notFound } from '../module/refusal.ts'

/** One record on the way. */
export interface TraceNode {
  id: string
  key: string
  kind: string
  label: string
  depth: number
}

/** One step of the way, with the words on which it rests where there are some. */
export interface TraceLink {
  id: string
  source_id: string
  target_id: string
  relation: string
  confidence: number | null
  stale_since: string | null
  span: { id: string; artifact_id: string; start: number; end: number; quote: string; page: number | null; cell: string | null } | null
}

/** All that something rests on, or all that rests on it. */
export interface Trace {
  root: TraceNode
  nodes: TraceNode[]
  links: TraceLink[]
  truncated: boolean
}

/**
 * Walks the graph from a record. `up` follows links from source to target (on what it rests), `down` the other way.
 * Breadth first, so `depth` is the shortest distance; a node is visited once, so cycles end.
 * @param depth how far, at most 50; nodes are limited to `limit`
 */
export const trace = async (reader: Reader, entityId: string, options: { direction: 'up' | 'down'; depth: number; limit?: number }): Promise<Trace> => {
  const limit = options.limit ?? 5_000
  const [from, to] = options.direction === 'up' ? ['source_id', 'target_id'] : ['target_id', 'source_id']
  const params = [reader.scope.orgId, entityId, options.depth]
  const found = await reader.tx.query<{ id: string; depth: number; kind: string; label: string; number: number }>(
    `with recursive walk(id, depth) as (
       select $2::uuid, 0
       union
       select l.${to}, w.depth + 1 from walk w join links l on l.org_id = $1 and l.${from} = w.id where w.depth < $3
     ), nearest as (select id, min(depth) as depth from walk group by id)
     select e.id, n.depth, e.kind, e.label, e.number from nearest n
     join entities e on e.org_id = $1 and e.id = n.id and e.deleted_at is null order by n.depth, e.id limit ${limit + 1}`,
    params,
  )
  const nodes = found.slice(0, limit).map((row) => {
    const kind = reader.house.registry.kind(row.kind)
    return { id: row.id, key: kind ? keyOf(kind, row.number) : row.id, kind: row.kind, label: row.label, depth: row.depth }
  })
  const root = nodes.find((node) => node.id === entityId)
  if (!root) throw notFound('record')
  return { root, nodes, links: await linksAmong(reader, nodes.map((node) => node.id)), truncated: found.length > limit }
}

const linksAmong = async (reader: Reader, ids: readonly string[]): Promise<TraceLink[]> => {
  const rows = await reader.tx.query<Omit<TraceLink, 'confidence'> & { confidence: string | null }>(
    `select l.id, l.source_id, l.target_id, l.relation, l.confidence, l.stale_since,
       case when s.id is null then null else jsonb_build_object('id', s.id, 'artifact_id', s.artifact_id, 'start', s.start_offset, 'end', s.end_offset, 'quote', s.quote, 'page', s.page, 'cell', s.cell) end as span
     from links l left join spans s on s.org_id = l.org_id and s.id = l.span_id
     where l.org_id = $1 and l.source_id = any ($2::uuid[]) and l.target_id = any ($2::uuid[]) order by l.id limit 50000`,
    [reader.scope.orgId, ids],
  )
  return rows.map((row) => ({ ...row, confidence: row.confidence === null ? null : Number(row.confidence) }))
}
