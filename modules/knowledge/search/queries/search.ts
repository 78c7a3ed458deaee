import { keyOf } from '#kernel/entities/index.ts'
import { Refusal, type Context, type Reading } from '#kernel/module/index.ts'
import { allows } from '#kernel/policy/index.ts'
import { fuse, semanticWeight } from './fusion.ts'
import { lexicalPassages, termsOf, type QueryTerms, type RankedPassage, type SearchPlace } from './lexical.ts'
import { isEmptyQuery, parseQuery } from '../query.ts'
import { embedQuery, semanticPassages } from './semantic.ts'
import { snippetOf, wordsIn } from '../snippet.ts'
import { foldWords } from '../words.ts'

/** By words, by meaning, or both. */
export type SearchMode = 'hybrid' | 'lexical' | 'semantic'

/** Longest query, in UTF-16 units. */
export const longestQuery = 1_000

/** What to look for. */
export interface SearchWish {
  query: string
  /** records at most, 1 to 200 */
  k: number
  mode: SearchMode
  /** only these kinds; all that the caller may see where absent */
  kinds?: readonly string[] | undefined
  /** a folder of the library, by id or key, with all below it */
  folder?: string | undefined
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

/**
 * Finds passages of files and records of one project.
 * @throws Refusal 422 for an empty or over-long query or an unknown kind, 404 for an unknown folder,
 *   409 or 503 when meaning alone was asked for and embeddings are off or do not answer
 */
export const search = async (reader: Reading | Context, wish: SearchWish): Promise<SearchAnswer> => {
  const began = performance.now()
  const query = parseQuery(checked(wish.query))
  if (isEmptyQuery(query) && wish.mode !== 'semantic')
    throw refused('There is no word to look for. Write at least one word that is to be found.')
  const place = await placeFor(reader, wish)
  const known = await termsOf(reader.tx, place, query)
  const wanted = Math.max(100, wish.k * 2)
  const meaning = wish.mode === 'lexical' ? undefined : await meaningOf(reader, wish)
  const lexical =
    wish.mode === 'semantic'
      ? []
      : await lexicalPassages(
          reader.tx,
          place,
          query,
          known,
          wish.mode === 'lexical' ? wish.k + spare : wanted,
        )
  const ranked = meaning?.vector
    ? await withMeaning(reader, place, {
        wish,
        lexical,
        wanted,
        model: meaning.model,
        vector: meaning.vector,
      })
    : lexical
  return {
    hits: (await hitsOf(reader, place, ranked.slice(0, wish.k + spare), known)).slice(0, wish.k),
    ms: Math.round((performance.now() - began) * 10) / 10,
    mode: meaning && !meaning.vector ? 'lexical' : wish.mode,
    notice: meaning?.notice ?? null,
  }
}

/** Passages fetched beyond those asked for: records that were deleted a moment ago may still stand in the index. */
const spare = 5

const refused = (message: string): Refusal =>
  new Refusal(422, 'invalid-query', message, { errors: [{ path: 'q', message }] })

const checked = (query: string): string => {
  if (query.trim() === '') throw refused('The query is empty. Write at least one word that is to be found.')
  if (query.length > longestQuery)
    throw refused(`The query has ${query.length} characters; at most ${longestQuery} are allowed.`)
  return query
}

const placeFor = async (reader: Reading | Context, wish: SearchWish): Promise<SearchPlace> => {
  const { registry } = reader.house
  const visible = [...registry.kinds.keys()].filter((kind) =>
    allows(registry.policy(kind), reader.caller, 'view'),
  )
  const unknown = wish.kinds?.find((kind) => !registry.kinds.has(kind))
  if (unknown !== undefined)
    throw new Refusal(
      422,
      'unknown-kind',
      `There is no kind ${unknown.slice(0, 100)}. Kinds are ${visible.join(', ')}.`,
    )
  return {
    orgId: reader.scope.orgId,
    projectId: reader.project.id,
    kinds: wish.kinds ? visible.filter((kind) => wish.kinds?.includes(kind)) : visible,
    folders: wish.folder === undefined ? null : await foldersBelow(reader, wish.folder),
    perRecord: wish.perRecord ?? 1,
  }
}

const foldersBelow = async (reader: Reading | Context, folder: string): Promise<string[]> => {
  const number = /^DIR-(\d{1,9})$/.exec(folder)?.[1]
  const rows = await reader.tx.query<{ id: string }>(
    `with recursive below as (
       select f.id from artifact_folders f join entities e on e.org_id = f.org_id and e.id = f.id
       where f.org_id = $1 and f.project_id = $2 and (e.id::text = $3 or e.number = $4) and e.deleted_at is null
       union select f.id from artifact_folders f join below on f.parent_id = below.id where f.org_id = $1 and f.project_id = $2
     ) select id from below`,
    [reader.scope.orgId, reader.project.id, folder, number ? Number(number) : null],
  )
  if (rows.length === 0) throw new Refusal(404, 'not-found', 'There is no such folder, or you cannot see it.')
  return rows.map(({ id }) => id)
}

/** The query as a vector, or why there is none. By meaning alone nothing can be found without one. */
const meaningOf = async (
  reader: Reading | Context,
  wish: SearchWish,
): Promise<{ vector?: Float32Array; model: string; notice: string | null }> => {
  const asked = await embedQuery(reader, wish.query)
  if ('vector' in asked) return { ...asked, notice: null }
  if (wish.mode === 'semantic') {
    const detail = `Searching by meaning is not possible: ${asked.problem}`
    throw asked.isOff
      ? new Refusal(409, 'embeddings-off', detail)
      : new Refusal(503, 'embeddings-unavailable', detail)
  }
  return { model: '', notice: asked.isOff ? null : `Found by words alone: ${asked.problem}` }
}

const withMeaning = async (
  reader: Reading | Context,
  place: SearchPlace,
  {
    wish,
    lexical,
    wanted,
    model,
    vector,
  }: { wish: SearchWish; lexical: RankedPassage[]; wanted: number; model: string; vector: Float32Array },
): Promise<RankedPassage[]> => {
  const semantic = await semanticPassages(reader, place, {
    model,
    vector,
    limit: wanted,
    also: lexical.map(({ id }) => id),
  })
  return wish.mode === 'semantic' ? semantic : fuse(lexical, semantic, semanticWeight(model), place.perRecord)
}

interface FoundRow {
  id: string
  entity_id: string
  kind: string
  number: number
  label: string
  start_offset: number | null
  page: number | null
  heading: string
  text: string
}

const hitsOf = async (
  reader: Reading | Context,
  place: SearchPlace,
  ranked: readonly RankedPassage[],
  known: QueryTerms,
): Promise<SearchHit[]> => {
  if (ranked.length === 0) return []
  const rows = await reader.tx.query<FoundRow>(
    `select c.id, c.entity_id, c.kind, e.number, e.label, c.start_offset, c.page, c.heading, c.text
     from chunks c join entities e on e.org_id = c.org_id and e.id = c.entity_id and e.deleted_at is null where c.org_id = $1 and c.id = any ($2::uuid[])`,
    [place.orgId, ranked.map(({ id }) => id)],
  )
  const weight = await weightsOf(reader, rows, known)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ranked.flatMap(({ id, score }) => {
    const row = byId.get(id)
    const kind = row && reader.house.registry.kind(row.kind)
    if (!row || !kind) return []
    const { start, end, highlights } = snippetOf(row.text, weight)
    const from = row.start_offset
    return [
      {
        kind: row.kind,
        id: row.entity_id,
        key: keyOf(kind, row.number),
        title: row.label,
        text: row.text.slice(start, end),
        start: from === null ? null : from + start,
        end: from === null ? null : from + end,
        artifact_id: row.kind === 'artifact' ? row.entity_id : null,
        page: row.page,
        heading: row.heading || null,
        score: Math.round(score * 10_000) / 10_000,
        highlights,
      },
    ]
  })
}

/** How much each word of the found passages counts: the database says which lexeme a word has, as it did for the index. */
const weightsOf = async (
  reader: Reading | Context,
  rows: readonly FoundRow[],
  { terms }: QueryTerms,
): Promise<(word: string) => number> => {
  // a stem begins like its words, so only words that begin like a term have to be asked for
  const beginnings = new Set(terms.map(({ term }) => term.slice(0, 2)))
  const all = new Set(rows.flatMap(({ text }) => wordsIn(text).map(({ word }) => word.toLowerCase())))
  const words = [...all].filter(
    (word) => word.length <= 200 && beginnings.has(foldWords(word).toLowerCase().slice(0, 2)),
  )
  const stems = await reader.tx.query<{ word: string; lexeme: string | null }>(
    `select word, (ts_lexize('english_stem', folded))[1] as lexeme from unnest($1::text[], $2::text[]) as w(word, folded)`,
    [words, words.map((word) => foldWords(word).toLowerCase())],
  )
  const whole = new Map(terms.filter(({ isPrefix }) => !isPrefix).map(({ term, idf }) => [term, idf]))
  const prefixes = terms.filter(({ isPrefix }) => isPrefix)
  const weights = new Map(
    stems.map(({ word, lexeme }) => {
      const prefix = prefixes.find(({ term }) => foldWords(word).toLowerCase().startsWith(term))
      return [word, Math.max(lexeme === null ? 0 : (whole.get(lexeme) ?? 0), prefix?.idf ?? 0)]
    }),
  )
  return (word) => weights.get(word.toLowerCase()) ?? 0
}
