import { Refusal, type Context, type Reading } from '#kernel/module/index.ts'
import { isEmptyQuery, parseQuery } from '../query.ts'
import { fuse } from './fusion.ts'
import { fusionWeight } from './fusion-weight.ts'
import { isFilling } from './known-models.ts'
import { withNearTerms } from './near-terms.ts'
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

/** What words and meaning each say, before they are put together. */
export interface Lists {
  lexical: RankedPassage[]
  /** absent where only words are asked for, or the model does not answer */
  semantic?: { passages: RankedPassage[]; model: string; weight: number }
  terms: QueryTerms
  notice: string | null
}

/**
 * Ranks the passages of a place by words and by meaning.
 * @throws Refusal 422 for an empty or over-long query, 409 or 503 when meaning alone was asked for and embeddings are
 *   off or do not answer
 */
export const listsOf = async (
  reader: Reading | Context,
  place: SearchPlace,
  { query: text, mode, wanted }: RankWish,
): Promise<Lists> => {
  const query = parseQuery(checkedQuery(text))
  if (isEmptyQuery(query) && mode !== 'semantic')
    throw refused('There is no word to look for. Write at least one word that is to be found.')
  const [terms, meaning] = await Promise.all([
    termsOf(reader.tx, place, query).then((known) => withNearTerms(reader.tx, place, known)),
    mode === 'lexical' ? undefined : meaningOf(reader, text, mode),
  ])
  // what both say is added, so each has to name more than is wanted in the end
  const depth = mode === 'lexical' ? wanted : Math.max(100, wanted * 2)
  const found = mode === 'semantic' ? [] : await lexicalPassages(reader.tx, place, query, terms, depth)
  // who quotes in a sentence does not always mean word for word: rather the words than nothing
  const isLoose = mode !== 'semantic' && found.length === 0 && query.phrases.length > 0
  const lexical = isLoose
    ? await lexicalPassages(reader.tx, place, { ...query, phrases: [] }, terms, depth)
    : found
  const notice = meaning?.notice ?? (isLoose && lexical.length > 0 ? notWordForWord : null)
  if (!meaning?.vector) return { lexical, terms, notice }
  const passages = await semanticPassages(reader, place, {
    model: meaning.model,
    vector: meaning.vector,
    limit: depth,
    also: lexical.map(({ id }) => id),
  })
  const weight = mode === 'semantic' ? 1 : await fusionWeight(reader, meaning.model)
  return { lexical, semantic: { passages, model: meaning.model, weight }, terms, notice }
}

const notWordForWord = 'Nothing has what stands in quotation marks word for word. These have words of it.'

/** Ranks the passages of a place. @throws Refusal as {@link listsOf} does */
export const rankPassages = async (
  reader: Reading | Context,
  place: SearchPlace,
  wish: RankWish,
): Promise<Ranking> => {
  const { lexical, semantic, terms, notice } = await listsOf(reader, place, wish)
  const mode = wish.mode !== 'lexical' && !semantic ? 'lexical' : wish.mode
  const ranked = combined(wish.mode, { lexical, semantic }, place.perRecord)
  return { ranked: ranked.slice(0, wish.wanted), terms, mode, notice }
}

/** Puts both lists together as the mode wants; words alone where there is no other list. */
export const combined = (
  mode: SearchMode,
  { lexical, semantic }: Pick<Lists, 'lexical'> & { semantic: Lists['semantic'] },
  perRecord: number,
): RankedPassage[] => {
  if (!semantic) return lexical
  if (mode === 'semantic') return semantic.passages
  return fuse(lexical, semantic.passages, semantic.weight, perRecord)
}

const stillFilling = 'passages of this project are still getting vectors of another embedding model.'

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
  const present = reader.house.ai.describe().embeddingModel
  // with vectors of some passages alone, those would come before others that fit better
  const filling = present !== null && (await isFilling(reader, present))
  if (filling && mode === 'hybrid') return { model: present, notice: `Found by words alone: ${stillFilling}` }
  const asked = await embedQuery(reader, query)
  if ('vector' in asked)
    return { ...asked, notice: filling ? `Not everything is compared: ${stillFilling}` : null }
  if (mode === 'semantic') {
    const detail = `Searching by meaning is not possible: ${asked.problem}`
    throw asked.isOff
      ? new Refusal(409, 'embeddings-off', detail)
      : new Refusal(503, 'embeddings-unavailable', detail)
  }
  return { model: '', notice: asked.isOff ? null : `Found by words alone: ${asked.problem}` }
}
