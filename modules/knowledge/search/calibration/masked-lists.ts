import type { Context, Reading } from '#kernel/module/index.ts'
import { parseQuery } from '../query.ts'
import { lexicalPassages, scoreOf, termsOf, type RankedPassage } from '../queries/lexical.ts'
import { withNearTerms } from '../queries/near-terms.ts'
import type { SearchPlace } from '../queries/place.ts'
import { semanticPassages } from '../queries/semantic.ts'
import { codesIn, foldWords } from '../words.ts'
import type { KnownItem } from './known-items.ts'

/** What words and meaning say of a known item's question, the item standing there without the sentence that is asked. */
export interface MaskedLists {
  entityId: string
  lexical: RankedPassage[]
  semantic: RankedPassage[]
}

/** Passages that each list names, as in a search. */
const depth = 100

/** Passages of a record in a list: the one that is masked, and the best of the others. */
const perRecord = 2

/**
 * Asks for a known item as a search does, with the passage scored as if its sentence were not in it: by words from the
 * lexemes of what is left, by meaning from its vector.
 */
export const maskedLists = async (
  reader: Reading | Context,
  place: SearchPlace,
  item: KnownItem,
  vectors: { model: string; sentence: Float32Array; rest: Float32Array },
): Promise<MaskedLists> => {
  const query = parseQuery(item.sentence)
  const both = { ...place, perRecord }
  const terms = await withNearTerms(reader.tx, place, await termsOf(reader.tx, place, query))
  const found = await lexicalPassages(reader.tx, both, query, terms, depth)
  const lexical = inPlace(found, item, scoreOf(terms, await lexemesOf(reader, item.rest)))
  const alike = await semanticPassages(reader, both, {
    model: vectors.model,
    vector: vectors.sentence,
    limit: depth,
    also: lexical.map(({ id }) => id),
  })
  // what the words name gets a score of meaning in any case
  const isNamed = lexical.some(({ id }) => id === item.passage)
  const semantic = inPlace(alike, item, cosine(vectors.sentence, vectors.rest), isNamed)
  return { entityId: item.entityId, lexical, semantic }
}

/** The list with the masked passage where its score puts it, or without it where a search would not have named it. */
const inPlace = (
  list: readonly RankedPassage[],
  { passage, entityId }: KnownItem,
  score: number,
  isNamed = false,
): RankedPassage[] => {
  const others = list.filter(({ id }) => id !== passage)
  const last = others.length < depth ? 0 : (others.at(-1)?.score ?? 0)
  if (!isNamed && score <= last) return others
  return [...others, { id: passage, entity_id: entityId, score }].toSorted((x, y) => y.score - x.score)
}

/** How often each lexeme stands in a text, as the index would have it. */
const lexemesOf = async (reader: Reading | Context, text: string): Promise<Map<string, number>> => {
  const rows = await reader.tx.query<{ lexeme: string; times: number }>(
    `select lexeme, greatest(cardinality(positions), 1) as times from unnest(to_tsvector('english', $1))`,
    [foldWords(text)],
  )
  return new Map([
    ...rows.map(({ lexeme, times }): [string, number] => [lexeme, times]),
    ...codesIn(text).map((code): [string, number] => [code, 1]),
  ])
}

const cosine = (x: Float32Array, y: Float32Array): number => {
  let [product, xx, yy] = [0, 0, 0]
  for (const [at, value] of x.entries()) {
    const other = y[at] ?? 0
    product += value * other
    xx += value * value
    yy += other * other
  }
  return xx === 0 || yy === 0 ? 0 : product / Math.sqrt(xx * yy)
}
