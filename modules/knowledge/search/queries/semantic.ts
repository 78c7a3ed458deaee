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

const columns = 'v.id, c.entity_id, 1 - v.distance as score'
const joined = (conditions: string): string =>
  `join chunks c on c.org_id = $1 and c.id = v.id where c.kind = any ($5::text[])${conditions}`

/**
 * The passages whose vectors are nearest (cosine), best first, and those in `also`. Exact up to {@link exactUpTo}
 * passages of the project; beyond, by the partition's HNSW index, which goes on looking until enough of the
 * tenant's own are found.
 */
export const semanticPassages = async (
  reader: Reading | Context,
  place: SearchPlace,
  nearest: Nearest,
): Promise<RankedPassage[]> => {
  const { vector, model } = nearest
  const distance = distanceOf(vector.length, 'm.embedding', '$4')
  const own = 'm.org_id = $1 and m.project_id = $2 and m.model = $3'
  // more than wanted, since several passages of one record count as one
  const depth = nearest.limit * 3
  const found = (await isLarge(reader, place, model, nearest.exactUpTo ?? exactUpTo))
    ? `select m.id, ${distance} as distance from chunk_embeddings m where ${own} order by ${distance} limit ${depth}`
    : `select m.id, ${distance} + 0 as distance from chunk_embeddings m where ${own}`
  const params: unknown[] = [
    place.orgId,
    place.projectId,
    model,
    vectorText(vector),
    place.kinds,
    nearest.also,
    place.perRecord,
    nearest.limit,
  ]
  const text = `with nearest as materialized (${found}), v as (
      select id, distance from nearest
      union select m.id, ${distance} from chunk_embeddings m where ${own} and m.id = any ($6::uuid[])
    ), fit as (
      select ${columns}, row_number() over (partition by c.entity_id order by v.distance, v.id) as nth from v ${joined(conditionsOf(place, params))}
    ), best as (
      select id, entity_id, score, row_number() over (order by score desc, id) as rank from fit where nth <= $7
    ) select id, entity_id, score from best where rank <= $8
      union select id, entity_id, score from fit where id = any ($6::uuid[]) order by score desc, id`
  const ask = async (tx: Sql): Promise<RankedPassage[]> => {
    await tx.query(
      "select set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '100', true)",
    )
    return tx.query<RankedPassage>(text, params)
  }
  // settings hold for a transaction: that of the reader where it has one, since the embedded database has no second
  return 'defer' in reader.tx ? ask(reader.tx) : reader.house.database.tenant(reader.scope, ask)
}

const isLarge = async (
  reader: Reading | Context,
  place: SearchPlace,
  model: string,
  few: number,
): Promise<boolean> => {
  const [row] = await reader.tx.query<{ many: number }>(
    `select count(*) as many from (select 1 from chunk_embeddings where org_id = $1 and project_id = $2 and model = $3 limit $4) as m`,
    [place.orgId, place.projectId, model, few + 1],
  )
  return (row?.many ?? 0) > few
}
