import { Refusal, type Context, type Reading } from '#kernel/module/index.ts'
import { isEmptyQuery, parseQuery } from '../query.ts'
import { fuse, semanticWeight } from './fusion.ts'
import { lexicalPassages, termsOf, type QueryTerms, type RankedPassage } from './lexical.ts'
import type { SearchPlace } from './place.ts'
import { embedQuery, semanticPassages } from './semantic.ts'

/** By words, by meaning, or both. */
export type SearchMode = 'hybrid' | 'lexical' | 'semantic'

/** Longest query, in UTF-16 units. */
export const longestQuery = 1_000

/** How to rank: the query, how, and how many passages are wanted. */
export interface RankWish {
  query: string
  mode: SearchMode
  wanted: number
}

/** Passages, best first, and how they were in fact ranked. */
export interface Ranking {
  ranked: RankedPassage[]
  terms: QueryTerms
  mode: SearchMode
  /** why `mode` is not the one asked for */
  notice: string | null
}

/**
 * Ranks the passages of a place.
 * @throws Refusal 422 for an empty or over-long query, 409 or 503 when meaning alone was asked for and embeddings are
 *   off or do not answer
 */
export const rankPassages = async (
  reader: Reading | Context,
  place: SearchPlace,
  { query: text, mode, wanted }: RankWish,
): Promise<Ranking> => {
  const query = parseQuery(checkedQuery(text))
  if (isEmptyQuery(query) && mode !== 'semantic')
    throw refused('There is no word to look for. Write at least one word that is to be found.')
  const [terms, meaning] = await Promise.all([
    termsOf(reader.tx, place, query),
    mode === 'lexical' ? undefined : meaningOf(reader, text, mode),
  ])
  // what both say is added, so each has to name more than is wanted in the end
  const depth = mode === 'lexical' ? wanted : Math.max(100, wanted * 2)
  const lexical = mode === 'semantic' ? [] : await lexicalPassages(reader.tx, place, query, terms, depth)
  const done: Ranking = {
    ranked: lexical,
    terms,
    mode: meaning && !meaning.vector ? 'lexical' : mode,
    notice: meaning?.notice ?? null,
  }
  if (!meaning?.vector) return { ...done, ranked: lexical.slice(0, wanted) }
  const semantic = await semanticPassages(reader, place, {
    model: meaning.model,
    vector: meaning.vector,
    limit: depth,
    also: lexical.map(({ id }) => id),
  })
  const ranked =
    mode === 'semantic' ? semantic : fuse(lexical, semantic, semanticWeight(meaning.model), place.perRecord)
  return { ...done, ranked: ranked.slice(0, wanted) }
}

const refused = (message: string): Refusal =>
  new Refusal(422, 'invalid-query', message, { errors: [{ path: 'q', message }] })

const checkedQuery = (query: string): string => {
  if (query.trim() === '') throw refused('The query is empty. Write at least one word that is to be found.')
  if (query.length > longestQuery)
    throw refused(`The query has ${query.length} characters; at most ${longestQuery} are allowed.`)
  return query
}

/** The query as a vector, or why there is none. By meaning alone nothing can be found without one. */
const meaningOf = async (
  reader: Reading | Context,
  query: string,
  mode: SearchMode,
): Promise<{ vector?: Float32Array; model: string; notice: string | null }> => {
  const asked = await embedQuery(reader, query)
  if ('vector' in asked) return { ...asked, notice: null }
  if (mode === 'semantic') {
    const detail = `Searching by meaning is not possible: ${asked.problem}`
    throw asked.isOff
      ? new Refusal(409, 'embeddings-off', detail)
      : new Refusal(503, 'embeddings-unavailable', detail)
  }
  return { model: '', notice: asked.isOff ? null : `Found by words alone: ${asked.problem}` }
}
