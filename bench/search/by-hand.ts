import type { Ask, Place } from '../rows.ts'
import type { MadeText } from './corpus.ts'

const depth = 100
const k = 10
const evenly = 60

interface Found {
  id: string
}

/**
 * Hybrid search as the manual pages of full-text search and pgvector have it, for a database without tenants to guard,
 * filters or highlights: `ts_rank` over the terms of the query, the nearest vectors, both added by reciprocal rank
 * (Cormack et al. 2009), then the texts of the best ten.
 */
export const searchByHand = async (
  ask: Ask,
  { orgId, projectId }: Place,
  query: MadeText,
  { model, dimensions }: { model: string; dimensions: number },
): Promise<{ id: string; text: string; label: string }[]> => {
  const type = `vector(${dimensions})`
  const words = await ask<Found>(
    `select id from chunks, to_tsquery('english', $3) as q where org_id = $1 and project_id = $2 and lexemes @@ q order by ts_rank(lexemes, q) desc limit ${depth}`,
    [orgId, projectId, query.text.split(' ').join(' | ')],
  )
  const meaning = await ask<Found>(
    `select id from chunk_embeddings where org_id = $1 and project_id = $2 and model = '${model}' order by embedding::${type} <=> $3::${type} limit ${depth}`,
    [orgId, projectId, query.vector],
  )
  const scores = new Map<string, number>()
  for (const list of [words, meaning])
    for (const [rank, { id }] of list.entries()) scores.set(id, (scores.get(id) ?? 0) + 1 / (evenly + rank))
  const best = [...scores].toSorted(([, x], [, y]) => y - x).slice(0, k)
  return ask(
    `select c.id, c.text, e.label from chunks c join entities e on e.org_id = c.org_id and e.id = c.entity_id where c.org_id = $1 and c.id = any ($2::uuid[])`,
    [orgId, best.map(([id]) => id)],
  )
}
