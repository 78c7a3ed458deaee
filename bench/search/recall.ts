import { placeFor, type SearchFilters } from '#modules/knowledge/search/queries/place.ts'
import { semanticPassages } from '#modules/knowledge/search/queries/semantic.ts'
import type { Asker } from './asker.ts'
import { topicCount, type Corpus } from './corpus.ts'
import { k } from './timing.ts'

// more than any tenant of the bench has
const everyOne = 1_000_000

// as deep as search looks when ten hits are wanted
const limit = 100

/** How semantic search did against comparing every passage. */
export interface Recall {
  /** share of the ten nearest records that was missed, per query */
  missed: number[]
  /** share of the ten places in the answer that stayed empty although there were records for them, per query */
  empty: number[]
}

/** Asks by meaning as search does and by comparing every passage, and counts what the first lacks. */
export const recallOf = async (
  asker: Asker,
  corpus: Corpus,
  { model, queries }: { model: string; queries: number },
  filters: SearchFilters = {},
): Promise<Recall> => {
  const recall: Recall = { missed: [], empty: [] }
  const place = await placeFor(asker.reader, filters, 1)
  for (let at = 0; at < queries; at += 1) {
    const vector = asker.know(corpus.query(corpus.upTo(topicCount)))
    const nearest = { model, vector, limit, also: [] }
    const found = await semanticPassages(asker.reader, place, nearest)
    const exact = await semanticPassages(asker.reader, place, {
      ...nearest,
      exactUpTo: everyOne,
    })
    const best = exact.slice(0, k).map(({ id }) => id)
    const given = new Set(found.slice(0, k).map(({ id }) => id))
    if (best.length === 0) continue
    recall.missed.push(best.filter((id) => !given.has(id)).length / best.length)
    recall.empty.push(1 - given.size / best.length)
  }
  return recall
}
