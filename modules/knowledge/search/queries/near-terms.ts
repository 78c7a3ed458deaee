import type { Sql } from '#kernel/db/index.ts'
import { idfOf, type QueryTerm, type QueryTerms } from './lexical.ts'
import type { SearchPlace } from './place.ts'

/** Shortest term for which a slip of the pen is assumed, and the length from which two are. */
const shortest = 4
const longer = 8

/** Terms tried in the place of an unknown one, and how much they count beside one that was written as it stands. */
const mostNear = 2
const nearWeight = 0.6

/** Terms of the project with the same beginning that are compared at most. */
const mostCompared = 5_000

/**
 * Adds to a query what it probably means where a word stands nowhere in the project: the words that begin alike and
 * differ by one letter, in longer words by two. Misspelled names are found this way.
 */
export const withNearTerms = async (
  sql: Sql,
  place: Pick<SearchPlace, 'orgId' | 'projectId'>,
  known: QueryTerms,
): Promise<QueryTerms> => {
  const unknown = known.terms.filter(
    ({ term, isPrefix, chunks }) =>
      chunks === 0 && !isPrefix && term.length >= shortest && /^\p{L}+$/u.test(term),
  )
  if (unknown.length === 0 || known.total === 0) return known
  const near: QueryTerm[] = []
  for (const missing of unknown) {
    const allowed = missing.term.length >= longer ? 2 : 1
    const beginning = String.fromCodePoint(missing.term.codePointAt(0) ?? 0)
    const rows = await sql.query<{ term: string; chunks: number }>(
      `select term, chunk_count as chunks from term_frequencies
       where org_id = $1 and project_id = $2 and term >= $3 and term < $3 || U&'\\FFFF' and chunk_count > 0
         and char_length(term) between $4 and $5 order by chunk_count desc limit ${mostCompared}`,
      [place.orgId, place.projectId, beginning, missing.term.length - allowed, missing.term.length + allowed],
    )
    const alike = rows
      .map((row) => ({ ...row, distance: distanceUpTo(missing.term, row.term, allowed) }))
      .filter(({ distance }) => distance <= allowed)
      .toSorted((x, y) => x.distance - y.distance || y.chunks - x.chunks)
    near.push(
      ...alike.slice(0, mostNear).map(({ term, chunks }) => ({
        term,
        isPrefix: false,
        count: missing.count,
        chunks,
        idf: nearWeight * idfOf(known.total, Math.min(chunks, known.total)),
      })),
    )
  }
  const said = new Set(known.terms.map(({ term }) => term))
  const added = near.filter(({ term }) => !said.has(term))
  return { ...known, terms: [...known.terms, ...added].toSorted((x, y) => x.chunks - y.chunks) }
}

/**
 * How many letters have to be added, left out, changed or swapped with their neighbor to make one word of the other
 * (optimal string alignment distance, Damerau 1964); any number above `most` where it is more.
 */
export const distanceUpTo = (from: string, to: string, most: number): number => {
  if (Math.abs(from.length - to.length) > most) return most + 1
  let [before, last]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= to.length; j += 1) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1
      const steps = [(row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + change]
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      if (isSwap) steps.push((before[j - 2] ?? 0) + 1)
      row.push(Math.min(...steps))
    }
    if (Math.min(...row) > most) return most + 1
    before = last
    last = row
  }
  return last.at(-1) ?? most + 1
}
