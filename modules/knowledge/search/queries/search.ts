import type { Context, Reading } from '#kernel/module/index.ts'
import { snippetOf, wordsIn } from '../snippet.ts'
import { foldWords } from '../words.ts'
import { readPassages, type FoundPassage } from './find-passages.ts'
import type { QueryTerms } from './lexical.ts'
import { placeFor, type SearchFilters } from './place.ts'
import { rankPassages, type SearchMode } from './rank.ts'
import { stemsOf } from './stems.ts'

/** What to look for. */
export interface SearchWish extends SearchFilters {
  query: string
  /** records at most, 1 to 200 */
  k: number
  mode: SearchMode
  /** passages of one record at most; 1 where absent */
  perRecord?: number | undefined
}

/** One thing found. */
export interface SearchHit {
  kind: string
  id: string
  key: string
  title: string
  /** at most 300 characters around the best match; for a file exactly its text from `start` to `end`, or its name */
  text: string
  /** UTF-16 offsets into the text of the file; null where `text` is not from there */
  start: number | null
  end: number | null
  artifact_id: string | null
  page: number | null
  heading: string | null
  /** only comparable within one answer */
  score: number
  /** where in `text` words of the query stand, half-open */
  highlights: [number, number][]
}

/** What was found, and how the search was in fact done. */
export interface SearchAnswer {
  hits: SearchHit[]
  /** milliseconds */
  ms: number
  mode: SearchMode
  /** why `mode` is not the one asked for */
  notice: string | null
}

/** Passages fetched beyond those asked for: records that were deleted a moment ago may still stand in the index. */
export const spare = 5

/**
 * Finds passages of files and records of one project.
 * @throws Refusal 422 for an empty or over-long query or an unknown kind, 404 for an unknown folder,
 *   409 or 503 when meaning alone was asked for and embeddings are off or do not answer
 */
export const search = async (reader: Reading | Context, wish: SearchWish): Promise<SearchAnswer> => {
  const began = performance.now()
  const place = await placeFor(reader, wish, wish.perRecord ?? 1)
  const { ranked, terms, mode, notice } = await rankPassages(reader, place, {
    query: wish.query,
    mode: wish.mode,
    wanted: wish.k + spare,
  })
  const passages = (await readPassages(reader, place, ranked)).slice(0, wish.k)
  const hits = await hitsOf(reader, passages, terms)
  return { hits, ms: Math.round((performance.now() - began) * 10) / 10, mode, notice }
}

/** The passages as they are shown: the best stretch of each, with what was meant marked. */
export const hitsOf = async (
  reader: Reading | Context,
  passages: readonly FoundPassage[],
  terms: QueryTerms,
): Promise<SearchHit[]> => {
  const weight = await weightsOf(reader, passages, terms)
  return passages.map(({ kind, entityId, key, title, text, start: from, page, heading, score }) => {
    const { start, end, highlights } = snippetOf(text, weight)
    return {
      kind,
      id: entityId,
      key,
      title,
      text: text.slice(start, end),
      start: from === null ? null : from + start,
      end: from === null ? null : from + end,
      artifact_id: kind === 'artifact' ? entityId : null,
      page,
      heading: heading || null,
      score: Math.round(score * 10_000) / 10_000,
      highlights,
    }
  })
}

/** How much each word of the found passages counts: the database says which lexeme a word has, as it did for the index. */
const weightsOf = async (
  reader: Reading | Context,
  passages: readonly FoundPassage[],
  { terms }: QueryTerms,
): Promise<(word: string) => number> => {
  // a stem begins like its words, so only words that begin like a term have to be asked for
  const beginnings = new Set(terms.map(({ term }) => term.slice(0, 2)))
  const all = new Set(passages.flatMap(({ text }) => wordsIn(text).map(({ word }) => word.toLowerCase())))
  const stems = await stemsOf(
    reader,
    [...all].filter((word) => beginnings.has(foldWords(word).toLowerCase().slice(0, 2))),
  )
  const whole = new Map(terms.filter(({ isPrefix }) => !isPrefix).map(({ term, idf }) => [term, idf]))
  const prefixes = terms.filter(({ isPrefix }) => isPrefix)
  const weights = new Map(
    [...stems].map(([word, lexeme]) => {
      const prefix = prefixes.find(({ term }) => foldWords(word).toLowerCase().startsWith(term))
      return [word, Math.max(lexeme === null ? 0 : (whole.get(lexeme) ?? 0), prefix?.idf ?? 0)]
    }),
  )
  return (word) => weights.get(word.toLowerCase()) ?? 0
}
