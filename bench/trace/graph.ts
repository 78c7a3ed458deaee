import { asOwner, type Place } from '../rows.ts'

/** A generated graph as it stands in the database, by number of node (from 1). */
export interface Graph {
  ids: ReadonlyMap<string, number>
  /** per node, who rests on it */
  restOn: readonly (readonly number[])[]
  /** spans with the nodes whose links cite them */
  spans: readonly { id: string; citing: readonly number[] }[]
}

const perArea = 1_000

/**
 * 6 links from each node, as work that rests on sources: areas of 1,000 records, links mostly to earlier records of
 * the same area, one in fifty to a later one (so that there are cycles). Links to the first 50 records of an area, its
 * sources, cite a span of them. Random, but the same each time.
 */
export const buildGraph = async (url: string, place: Place, nodes: number): Promise<Graph> =>
  asOwner(url, async (query) => {
    const { orgId, projectId } = place
    await query('select setseed(0.42)')
    await query(
      `insert into entities (org_id, id, project_id, kind, number, label) select $1, gen_random_uuid(), $2, 'risk', n, 'Record ' || n from generate_series(1, $3::integer) n`,
      [orgId, projectId, nodes],
    )
    await query(
      `create temporary table node as select number as n, id, ((number - 1) / ${perArea}) * ${perArea} as base, (number - 1) % ${perArea} as place from entities where org_id = $1 and project_id = $2`,
      [orgId, projectId],
    )
    await query('create unique index on node (n)')
    await query(
      `insert into spans (org_id, id, project_id, artifact_id, start_offset, end_offset, quote, page)
       select $1, gen_random_uuid(), $2, id, 0, 48, 'Deliveries of this part were late in two quarters', 1 from node where place < 50`,
      [orgId, projectId],
    )
    await query(
      `insert into links (org_id, id, project_id, source_id, target_id, relation, origin, confidence, span_id)
       select $1, gen_random_uuid(), $2, s.id, t.id, 'rests_on', 'import', 0.9, sp.id
       from (select n, id, base, place, k, case when random() < 0.02 then floor(random() * ${perArea})::integer else floor(random() * greatest(place, 1))::integer end as aim
             from node, generate_series(1, 6) k where place > 0) s
       join node t on t.n = s.base + s.aim + 1 and t.n <> s.n
       left join spans sp on sp.org_id = $1 and sp.artifact_id = t.id
       on conflict do nothing`,
      [orgId, projectId],
    )
    await query('vacuum analyze entities, links, spans')
    const known = await query<{ id: string; n: number }>('select id, n from node')
    const links = await query<{ source: number; target: number; span_id: string | null }>(
      'select s.n as source, t.n as target, l.span_id from links l join node s on s.id = l.source_id join node t on t.id = l.target_id where l.org_id = $1',
      [orgId],
    )
    const restOn: number[][] = Array.from({ length: nodes + 1 }, () => [])
    const spans = new Map<string, number[]>()
    for (const { source, target, span_id } of links) {
      restOn[target]?.push(source)
      if (span_id) spans.set(span_id, [...(spans.get(span_id) ?? []), source])
    }
    return {
      ids: new Map(known.map(({ id, n }) => [id, n])),
      restOn,
      spans: [...spans].map(([id, citing]) => ({ id, citing })),
    }
  })

/** Distances of all that rests on a span, found in memory. */
export const bruteForce = (graph: Graph, citing: readonly number[], depth: number): Map<number, number> => {
  const distance = new Map(citing.map((node) => [node, 1]))
  let level = [...distance.keys()]
  for (let at = 2; at <= depth && level.length > 0; at += 1) {
    const next = new Set(
      level.flatMap((node) => graph.restOn[node] ?? []).filter((node) => !distance.has(node)),
    )
    for (const node of next) distance.set(node, at)
    level = [...next]
  }
  return distance
}
