import type { Sql } from '#kernel/db/index.ts'
import type { ParsedQuery } from '../query.ts'
import { conditionsOf, type SearchPlace } from './place.ts'

/** A passage with how well it fits. */
export interface RankedPassage {
  id: string
  entity_id: string
  score: number
}

/** A term of a query as it stands in the index. */
export interface QueryTerm {
  /** a lexeme, a code with `=` in front, or the beginning of words */
  term: string
  isPrefix: boolean
  /** how often the query says it */
  count: number
  /** inverse document frequency */
  idf: number
  /** passages of the project that have it */
  chunks: number
}

/** The terms of a query with how rare each is, and how long passages are on average. */
export interface QueryTerms {
  terms: QueryTerm[]
  averageTokens: number
  /** passages of the project */
  total: number
}

/** How much it says that a passage has a term which so many of all passages have. */
export const idfOf = (total: number, chunks: number): number =>
  Math.log(1 + (total - chunks + 0.5) / (chunks + 0.5))

/**
 * BM25 as of Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with the idf of Lucene, which is
 * never negative. k1 is the usual 1.2; b is low because passages are of much the same length anyway. Measured together
 * with {@link secondPassage} on SciFact and Cranfield (nDCG@10): 0.687 and 0.381; with k1 0.9 0.686 and 0.365.
 */
const k1 = 1.2
const b = 0.4

/**
 * The score of a text that is not in the index, from how often each lexeme stands in it: what the ranking below gives
 * for a passage like that.
 */
export const scoreOf = (
  { terms, averageTokens }: Pick<QueryTerms, 'terms' | 'averageTokens'>,
  counts: ReadonlyMap<string, number>,
): number => {
  const length = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const norm = k1 * (1 - b) + (k1 * b * length) / averageTokens
  return terms.reduce((sum, { term, idf, count }) => {
    const times = counts.get(term) ?? 0
    return sum + (idf * count * (k1 + 1) * times) / (times + norm)
  }, 0)
}

/** Terms of a query that count; of a longer one, the rarest. */
const maxTerms = 64

/**
 * Passages that are looked at. Rare terms decide the rank, so candidates are the passages with the rarest terms of the
 * query, term by term until there are this many; all terms then count in their score.
 */
const maxCandidates = 20_000

/** Looks up the terms of a query. */
export const termsOf = async (
  sql: Sql,
  place: Pick<SearchPlace, 'orgId' | 'projectId'>,
  query: ParsedQuery,
): Promise<QueryTerms> => {
  const rows = await sql.query<{
    term: string | null
    is_prefix: boolean
    said: number
    chunks: number
    total: number
    tokens: number
  }>(
    `with asked as (
       select lexeme as term, false as is_prefix, cardinality(positions) as said from unnest(to_tsvector('english', $3))
       union all select code, false, 1 from unnest($4::text[]) as code
     ), found as (
       select asked.term, is_prefix, said, coalesce(
         (select f.chunk_count from term_frequencies f where f.org_id = $1 and f.project_id = $2 and f.term = asked.term), 0) as chunks
       from asked
       union all
       select prefix, true, 1, (select coalesce(sum(f.chunk_count), 0)::int from term_frequencies f
         where f.org_id = $1 and f.project_id = $2 and f.term >= prefix and f.term < prefix || U&'\\FFFF')
       from unnest($5::text[]) as prefix
     )
     select found.*, s.chunk_count as total, s.token_count as tokens from search_statistics s left join found on true
     where s.org_id = $1 and s.project_id = $2`,
    [place.orgId, place.projectId, query.words, query.codes, query.prefixes],
  )
  const total = rows[0]?.total ?? 0
  const terms = rows.flatMap((row) => {
    if (row.term === null) return []
    const chunks = Math.min(row.chunks, total)
    // a code stands in the text as words too, which count already
    const count = row.term.startsWith('=') ? 1 : row.said
    return [
      {
        term: row.term,
        isPrefix: row.is_prefix,
        count,
        chunks,
        idf: idfOf(total, chunks),
      },
    ]
  })
  return {
    terms: terms.toSorted((x, y) => x.chunks - y.chunks).slice(0, maxTerms),
    averageTokens: total > 0 ? (rows[0]?.tokens ?? 0) / total : 1,
    total,
  }
}

const quoted = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
const matching = ({ term, isPrefix }: QueryTerm): string => quoted(term) + (isPrefix ? ':*' : '')

/** Terms in order of rarity until they bring enough candidates; the name passages of files are not counted, so every term stays possible. */
const candidateTerms = (terms: readonly QueryTerm[]): QueryTerm[] => {
  let candidates = 0
  return terms.filter(({ chunks }, index) => {
    if (index > 0 && candidates > 0 && candidates + chunks > maxCandidates) return false
    candidates += chunks
    return true
  })
}

/**
 * What the next best passage of the same record adds to a passage, so that a document in which two places fit stands
 * before one in which a single place does. Only one, lest long documents win by length. On SciFact 0 gives 0.673, 0.15
 * 0.681, 0.3 0.686, 0.5 0.675 (nDCG@10, k1 0.9).
 */
const secondPassage = 0.3

/** Parameters of {@link rankingOf} before those of the terms. */
const fixedParameters = 10

/**
 * The ranking for so many terms. PostgreSQL has no ready way to ask how often a term stands in a `tsvector`, but
 * `ts_rank` of one term that stands there n times is (1 + 1/4 + … + 1/n²) / (π²/6), in which n is found again to the
 * digit: 1 / (π²/6 · (1 − rank)) − ½, rounded; 0 for a term that does not stand there. BM25's n / (n + norm) is
 * written as 1 − norm / (n + norm), so that each rank is worked out once. All of it is one expression per passage:
 * measured on the embedded database, a join with the terms takes three times as long.
 */
const rankingOf = (terms: number, conditions: string): string => {
  const misses = Array.from({ length: terms }, (_, index) => {
    const [query, weight] = [`$${fixedParameters + 1 + index * 2}`, `$${fixedParameters + 2 + index * 2}`]
    const times = `round(1 / ((1 - least(ts_rank('{1,1,1,1}', lexemes, ${query}::tsquery)::float8, 0.998)) * 1.64493406685) - 0.5)`
    return `${weight}::float8 / (${times} + norm)`
  })
  return `with fit as materialized (
       select c.id, c.entity_id, c.position, c.lexemes, $5::float8 + c.token_count * $6::float8 as norm from chunks c
       where c.org_id = $1 and c.project_id = $2 and c.kind = any ($3::text[]) and c.lexemes @@ $4::tsquery
         and (cardinality($8::text[]) = 0 or not exists (select 1 from unnest($8::text[]) as p(words)
           where not c.lexemes @@ phraseto_tsquery('english', p.words)))
         and (cardinality($9::text[]) = 0 or not exists (select 1 from unnest($9::text[]) as p(words)
           where numnode(phraseto_tsquery('english', p.words)) > 0 and c.lexemes @@ phraseto_tsquery('english', p.words)))
         ${conditions}
     ), scored as materialized (
       select id, entity_id, position, $7::float8 - norm * (${misses.join(' + ')}) as score from fit
     ), best as (
       select id, entity_id, row_number() over own as nth, score + ${secondPassage} * coalesce(lead(score) over own, 0) as score from scored
       window own as (partition by entity_id order by score desc, position, id)
     )
     select id, entity_id, score from best where nth <= $10 and score > 1e-9 order by score desc, id`
}

/** The passages that fit the words best, best first. */
export const lexicalPassages = async (
  sql: Sql,
  place: SearchPlace,
  query: ParsedQuery,
  known: QueryTerms,
  limit: number,
): Promise<RankedPassage[]> => {
  const { terms, averageTokens } = known
  if (terms.length === 0) return []
  const weights = terms.map(({ idf, count }) => idf * count * (k1 + 1))
  const params: unknown[] = [
    place.orgId,
    place.projectId,
    place.kinds,
    candidateTerms(terms).map(matching).join(' | '),
    k1 * (1 - b),
    (k1 * b) / averageTokens,
    weights.reduce((sum, weight) => sum + weight, 0),
    query.phrases,
    query.excluded,
    place.perRecord,
    ...terms.flatMap((term, index) => [matching(term), weights[index] ?? 0]),
  ]
  const ranking = rankingOf(terms.length, conditionsOf(place, params))
  return sql.query<RankedPassage>(`${ranking} limit ${Math.trunc(limit)}`, params)
}
