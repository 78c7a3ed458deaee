import { AiError } from '#kernel/ai/index.ts'
import type { Sql } from '#kernel/db/index.ts'
import type { Context, Reading } from '#kernel/module/index.ts'
import type { RankedPassage } from './lexical.ts'
import { conditionsOf, type SearchPlace } from './place.ts'
import { storable } from '../words.ts'
import { distanceOf, vectorText } from '../vectors.ts'

/** Passages of a tenant up to which comparing every one is fast enough, and exact. */
export const exactUpTo = 5_000

/** The vector of a query, or why there is none; `isOff` where the operator wants it so. */
export const embedQuery = async (
  reader: Reading | Context,
  query: string,
): Promise<{ vector: Float32Array; model: string } | { problem: string; isOff: boolean }> => {
  const { ai } = reader.house
  if (ai.describe().embeddingModel === null)
    return { problem: 'embeddings are switched off (AI_EMBEDDING_MODEL=none).', isOff: true }
  try {
    const { vectors, model } = await ai.embed({
      scope: {
        orgId: reader.scope.orgId,
        projectId: reader.project.id,
        ...(reader.caller.userId ? { actorId: reader.caller.userId } : {}),
      },
      purpose: 'search.query',
      texts: [storable(query)],
      side: 'query',
      correlationId: reader.correlationId,
      idempotencyKey: `search:${reader.correlationId}`,
    })
    const vector = vectors[0]
    return vector ? { vector, model } : { problem: 'the embedding model gave no vector.', isOff: false }
  } catch (error) {
    if (error instanceof AiError) return { problem: error.message, isOff: false }
    throw error
  }
}

interface Nearest {
  model: string
  vector: Float32Array
  limit: number
  /** passages whose score is wanted in any case */
  also: readonly string[]
  /** passages up to which every one is compared; {@link exactUpTo} where absent */
  exactUpTo?: number
}

/** Values of the statements below, before those of a place's conditions. */
const fixedParameters = (place: SearchPlace, { model, vector, limit, also }: Nearest): unknown[] => [
  place.orgId,
  place.projectId,
  model,
  vectorText(vector),
  place.kinds,
  also,
  place.perRecord,
  limit,
]

const own = 'm.org_id = $1 and m.project_id = $2 and m.model = $3'

/**
 * The passages of a place whose vectors are nearest (cosine), best first, and those in `also`. Exact where the project,
 * or what passes the filters, has up to {@link exactUpTo} passages; beyond, by the partition's HNSW index, which goes on
 * looking until enough are found that are the tenant's own and pass. Where it gives up before that, all are compared.
 */
export const semanticPassages = async (
  reader: Reading | Context,
  place: SearchPlace,
  nearest: Nearest,
): Promise<RankedPassage[]> => {
  const params = fixedParameters(place, nearest)
  const conditions = conditionsOf(place, params)
  const distance = distanceOf(nearest.vector.length, 'm.embedding', '$4')
  const few = nearest.exactUpTo ?? exactUpTo
  const ask = async (tx: Sql): Promise<RankedPassage[]> => {
    if (await isFew(tx, place, nearest.model, few)) return tx.query(exactly(distance, conditions), params)
    // more than wanted, since several passages of one record count as one
    const depth = nearest.limit * 3
    const rows = await tx.query<RankedPassage & { looked: number }>(
      approximately(distance, conditions, depth),
      params,
      // the index is of one model, and only a plan for the values knows which
      { anew: true },
    )
    const isShort = (rows[0]?.looked ?? 0) < depth
    return isShort ? tx.query(exactly(distance, conditions), params) : rows
  }
  // settings hold for a transaction: that of the reader where it has one, since the embedded database has no second
  return 'defer' in reader.tx ? ask(reader.tx) : reader.house.database.tenant(reader.scope, ask)
}

/**
 * Whether so few passages are to be compared, and, since it is asked before anything else, how the index is to be
 * searched. Who names no kind asks for all that there are, so that vectors alone can be counted.
 */
const isFew = async (tx: Sql, place: SearchPlace, model: string, few: number): Promise<boolean> => {
  const params: unknown[] = [place.orgId, place.projectId, model, few]
  const conditions = conditionsOf(place, params)
  const isNarrowed = conditions !== '' || place.filters?.kinds !== undefined
  const passing = isNarrowed
    ? `(select count(*) from (select 1 from chunks c where c.org_id = $1 and c.project_id = $2 and c.kind = any ($${params.push(place.kinds)}::text[])${conditions} limit $4 + 1) as c)`
    : 'null'
  const [row] = await tx.query<{ vectors: number; passing: number | null }>(
    `select set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '100', true),
       (select count(*) from (select 1 from chunk_embeddings m where ${own} limit $4 + 1) as m) as vectors, ${passing} as passing`,
    params,
  )
  return Math.min(row?.vectors ?? 0, row?.passing ?? Number.POSITIVE_INFINITY) <= few
}

/** From all that are `nearest`, the best of each record, and those in `also`. */
const best = (columns: string): string => `, fit as (
    select id, entity_id, score, row_number() over (partition by entity_id order by score desc, id) as nth from nearest
  ), best as (
    select id, entity_id, score, row_number() over (order by score desc, id) as rank from fit where nth <= $7
  ) select ${columns} from best where rank <= $8 union select ${columns} from fit where id = any ($6::uuid[]) order by score desc, id`

const exactly = (distance: string, conditions: string): string => `with nearest as (
    select m.id, c.entity_id, 1 - ${distance} as score from chunk_embeddings m join chunks c on c.org_id = $1 and c.id = m.id
    where ${own} and c.kind = any ($5::text[])${conditions}
  ) ${best('id, entity_id, score')}`

/** The condition is asked of each passage that the index comes upon; as a join it would keep the planner from the index. */
const approximately = (
  distance: string,
  conditions: string,
  depth: number,
): string => `with close as materialized (
    select m.id, ${distance} as distance from chunk_embeddings m
    where ${own} and (select true from chunks c where c.org_id = $1 and c.id = m.id and c.kind = any ($5::text[])${conditions})
    order by ${distance} limit ${depth}
  ), nearest as (
    select v.id, c.entity_id, 1 - v.distance as score from (
      select id, distance from close union select m.id, ${distance} from chunk_embeddings m where ${own} and m.id = any ($6::uuid[])
    ) as v join chunks c on c.org_id = $1 and c.id = v.id
  ) ${best('id, entity_id, score, (select count(*) from close) as looked')}`
