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
  span: {
    id: string
    artifact_id: string
    start: number
    end: number
    quote: string
    page: number | null
    cell: string | null
  } | null
}

/** All that something rests on, or all that rests on it. */
export interface Trace {
  root: TraceNode
  nodes: TraceNode[]
  links: TraceLink[]
  truncated: boolean
}

/** How far a walk goes. */
export interface WalkOptions {
  /** steps from the start, at most 50 */
  depth: number
  /** most records that are answered (default 5,000); a walk that found more says that it is truncated */
  limit?: number
}

/**
 * Walks the graph from a record. `up` follows links from source to target (on what it rests), `down` the other way.
 * Breadth first, so `depth` is the shortest distance; a node is visited once, so cycles end and the work grows with
 * the links that are met, not with the ways that lead along them.
 * @throws Refusal 404 when there is no such record
 */
export const trace = async (
  reader: Reader,
  entityId: string,
  options: WalkOptions & { direction: 'up' | 'down' },
): Promise<Trace> => {
  const { nodes, truncated } = await walk(reader, 'select 0, array[$2::uuid]', entityId, options)
  const root = nodes.find((node) => node.id === entityId)
  if (!root) throw notFound('record')
  return {
    root,
    nodes,
    links: await linksAmong(
      reader,
      nodes.map((node) => node.id),
    ),
    truncated,
  }
}

/** All that rests on some words of an artifact, directly (`depth` 1) or through other records. */
export const restingOnSpan = async (
  reader: Reader,
  spanId: string,
  options: WalkOptions,
): Promise<Omit<Trace, 'root'>> => {
  const cited =
    'select 1, coalesce((select array_agg(distinct source_id) from links where org_id = $1 and span_id = $2::uuid), array[]::uuid[])'
  const { nodes, truncated } = await walk(reader, cited, spanId, { ...options, direction: 'down' })
  return {
    nodes,
    links: await linksAmong(
      reader,
      nodes.map((node) => node.id),
    ),
    truncated,
  }
}

/**
 * Level by level: each step carries the ids of its level and all ids seen so far. A recursion over pairs of id and
 * depth would visit a node once for every length of way that leads to it, which has no bound but the depth on a cycle.
 */
const walk = async (
  reader: Reader,
  start: string,
  startId: string,
  options: WalkOptions & { direction: 'up' | 'down' },
): Promise<{ nodes: TraceNode[]; truncated: boolean }> => {
  const limit = options.limit ?? 5_000
  const [from, to] = options.direction === 'up' ? ['source_id', 'target_id'] : ['target_id', 'source_id']
  const found = await reader.tx.query<{
    id: string
    depth: number
    kind: string
    label: string
    number: number
  }>(
    `with recursive level(depth, ids) as (${start}), walk(depth, ids, seen) as (
       select depth, ids, ids from level
       union all
       select w.depth + 1, n.ids, w.seen || n.ids from walk w cross join lateral (
         select array_agg(next.id) as ids from (
           select l.${to} as id from links l where l.org_id = $1 and l.${from} = any (w.ids) except select unnest(w.seen)
         ) next
       ) n where w.depth < $3 and cardinality(w.seen) <= $4 and n.ids is not null
     )
     select e.id, w.depth, e.kind, e.label, e.number from walk w cross join lateral unnest(w.ids) as at(id)
     join entities e on e.org_id = $1 and e.id = at.id and e.deleted_at is null order by w.depth, e.id limit $4 + 1`,
    [reader.scope.orgId, startId, options.depth, limit],
  )
  const nodes = found.slice(0, limit).map((row) => {
    const kind = reader.house.registry.kind(row.kind)
    return {
      id: row.id,
      key: kind ? keyOf(kind, row.number) : row.id,
      kind: row.kind,
      label: row.label,
      depth: row.depth,
    }
  })
  return { nodes, truncated: found.length > limit }
}

const mostLinks = 50_000

/** The links between records, in the order of their ids. Their words are read once each: many links cite the same. */
const linksAmong = async (reader: Reader, ids: readonly string[]): Promise<TraceLink[]> => {
  const rows = await reader.tx.query<
    Omit<TraceLink, 'confidence' | 'span'> & { confidence: string | null; span_id: string | null }
  >(
    `select l.id, l.source_id, l.target_id, l.relation, l.confidence, l.stale_since, l.span_id
     from unnest($2::uuid[]) as source(id)
     join links l on l.org_id = $1 and l.source_id = source.id
     join unnest($2::uuid[]) as target(id) on target.id = l.target_id
     limit ${mostLinks}`,
    [reader.scope.orgId, ids],
  )
  const spans = await spansById(reader, new Set(rows.flatMap(({ span_id }) => span_id ?? [])))
  return rows
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ span_id, confidence, ...link }) => ({
      ...link,
      confidence: confidence === null ? null : Number(confidence),
      span: (span_id && spans.get(span_id)) || null,
    }))
}

const spansById = async (
  reader: Reader,
  ids: ReadonlySet<string>,
): Promise<Map<string, NonNullable<TraceLink['span']>>> => {
  if (ids.size === 0) return new Map()
  const rows = await reader.tx.query<NonNullable<TraceLink['span']>>(
    `select id, artifact_id, start_offset as start, end_offset as "end", quote, page, cell from spans where org_id = $1 and id = any ($2::uuid[])`,
    [reader.scope.orgId, [...ids]],
  )
  return new Map(rows.map((span) => [span.id, span]))
}
