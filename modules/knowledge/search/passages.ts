import { createHash } from 'node:crypto'
import type { Context } from '#kernel/module/index.ts'
import { codesIn, foldWords } from './words.ts'

/** A passage about to be stored. */
export interface Passage {
  /** order within its record; -1 for the name of a file, which no statistics count */
  position: number
  /** where in the artifact's text it stands; null where it is not from there */
  start: number | null
  end: number | null
  page: number | null
  /** the headings above it, outermost first */
  heading: readonly string[]
  text: string
  /** further words and codes by which it is found, such as the key of a record */
  also?: string
}

/** What changed. */
export interface PassageChanges {
  added: number
  kept: number
  removed: number
}

/** Passages per statement: about 200 kB of text. */
const batchSize = 200

/** All passages of one record. */
export interface RecordPassages {
  id: string
  passages: readonly Passage[]
}

/**
 * Puts passages in the place of the former ones of records of a kind, in the caller's transaction. What stays the same
 * keeps its id, and with it its vectors; the project's term statistics follow. Storing the same passages again changes
 * nothing.
 */
export const replacePassages = async (
  context: Context,
  kind: string,
  records: readonly RecordPassages[],
): Promise<PassageChanges> => {
  const { scope, project, tx } = context
  await lockStatistics(context)
  const rows = records.flatMap(({ id, passages }) => rowsOf(id, passages))
  const present = await tx.query<{ id: string }>(
    'select id from chunks where org_id = $1 and entity_id = any ($2::uuid[])',
    [scope.orgId, records.map(({ id }) => id)],
  )
  const wanted = new Set(rows.map(({ id }) => id))
  const gone = present.filter(({ id }) => !wanted.has(id)).map(({ id }) => id)
  if (gone.length > 0) await tx.query(removal, [scope.orgId, project.id, gone])
  const known = new Set(present.map(({ id }) => id))
  const fresh = rows.filter(({ id }) => !known.has(id))
  for (let from = 0; from < fresh.length; from += batchSize) {
    await tx.query(addition, [
      scope.orgId,
      project.id,
      kind,
      JSON.stringify(fresh.slice(from, from + batchSize)),
    ])
  }
  const kept = rows.filter(({ id }) => known.has(id))
  if (kept.length > 0) await tx.query(move, [scope.orgId, JSON.stringify(kept)])
  return { added: fresh.length, kept: kept.length, removed: gone.length }
}

/** One writer at a time in a project: rows of common terms are shared by all passages. */
const lockStatistics = async ({ scope, project, tx }: Context): Promise<void> => {
  await tx.query(
    `insert into search_statistics (org_id, project_id) values ($1, $2)
     on conflict (org_id, project_id) do update set chunk_count = search_statistics.chunk_count`,
    [scope.orgId, project.id],
  )
}

interface Row {
  id: string
  entity_id: string
  position: number
  start_offset: number | null
  end_offset: number | null
  page: number | null
  heading: string
  text: string
  words: string
  also: string
  codes: string[]
}

const rowsOf = (entityId: string, passages: readonly Passage[]): Row[] => {
  const seen = new Map<string, number>()
  return passages.map((passage) => {
    const heading = passage.heading.join(' › ').slice(0, 1_000)
    const also = `${heading} ${passage.also ?? ''}`
    const content = JSON.stringify([
      heading,
      passage.also ?? '',
      passage.text,
      passage.position < 0,
      passage.start === null,
    ])
    const occurrence = seen.get(content) ?? 0
    seen.set(content, occurrence + 1)
    return {
      id: idOf(`${entityId} ${occurrence} ${content}`),
      entity_id: entityId,
      position: passage.position,
      start_offset: passage.start,
      end_offset: passage.end,
      page: passage.page,
      heading,
      text: passage.text,
      words: foldWords(passage.text),
      also: foldWords(also),
      codes: codesIn(`${passage.text} ${also}`),
    }
  })
}

/** An id that follows from the content (RFC 9562, version 8): the same passage of the same record has the same one. */
const idOf = (content: string): string => {
  const hex = createHash('sha256').update(content).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const removal = `
  with gone as (
    delete from chunks where org_id = $1 and id = any ($3::uuid[]) returning position, lexemes, token_count
  ), lost as (
    select lexeme, count(*)::int as chunks from gone cross join lateral unnest(gone.lexemes) where position >= 0 group by lexeme
  ), fewer as (
    update search_statistics s set chunk_count = s.chunk_count - t.chunks, token_count = s.token_count - t.tokens
    from (select count(*) as chunks, coalesce(sum(token_count), 0)::bigint as tokens from gone where position >= 0) t
    where s.org_id = $1 and s.project_id = $2
  ), forgotten as (
    -- a word that stands nowhere any more is not kept, whatever it said
    delete from term_frequencies f using lost
    where f.org_id = $1 and f.project_id = $2 and f.term = lost.lexeme and f.chunk_count <= lost.chunks
  )
  update term_frequencies f set chunk_count = f.chunk_count - lost.chunks from lost
  where f.org_id = $1 and f.project_id = $2 and f.term = lost.lexeme and f.chunk_count > lost.chunks`

// headings and names count like the words of the text and come after them
const addition = `
  with given as (
    select *, to_tsvector('english', words) || setweight(to_tsvector('english', also), 'B') || array_to_tsvector(codes) as vector
    from jsonb_to_recordset($4::jsonb) as r(id uuid, entity_id uuid, position integer, start_offset integer, end_offset integer, page integer,
      heading text, text text, words text, also text, codes text[])
  ), fresh as (
    insert into chunks (org_id, id, project_id, entity_id, kind, position, start_offset, end_offset, page, heading, text, lexemes, token_count)
    select $1::uuid, id, $2::uuid, entity_id, $3, position, start_offset, end_offset, page, heading, text, vector,
      (select coalesce(sum(greatest(cardinality(positions), 1)), 0) from unnest(vector))
    from given returning position, lexemes, token_count
  ), more as (
    update search_statistics s set chunk_count = s.chunk_count + t.chunks, token_count = s.token_count + t.tokens
    from (select count(*) as chunks, coalesce(sum(token_count), 0)::bigint as tokens from fresh where position >= 0) t
    where s.org_id = $1 and s.project_id = $2
  )
  insert into term_frequencies (org_id, project_id, term, chunk_count)
  select $1::uuid, $2::uuid, lexeme, count(*)::int from fresh cross join lateral unnest(fresh.lexemes) where position >= 0 group by lexeme
  on conflict (org_id, project_id, term) do update set chunk_count = term_frequencies.chunk_count + excluded.chunk_count`

const move = `
  update chunks c set position = r.position, start_offset = r.start_offset, end_offset = r.end_offset, page = r.page
  from jsonb_to_recordset($2::jsonb) as r(id uuid, position integer, start_offset integer, end_offset integer, page integer)
  where c.org_id = $1 and c.id = r.id
    and (c.position, c.start_offset, c.end_offset, c.page) is distinct from (r.position, r.start_offset, r.end_offset, r.page)`
