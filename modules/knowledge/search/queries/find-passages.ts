import { keyOf } from '#kernel/entities/index.ts'
import type { Context, Reading } from '#kernel/module/index.ts'
import type { QueryTerms } from './lexical.ts'
import { placeFor, type SearchFilters, type SearchPlace } from './place.ts'
import { rankPassages, type SearchMode } from './rank.ts'

/** A whole passage as it was found. */
export interface FoundPassage {
  id: string
  kind: string
  entityId: string
  key: string
  title: string
  /** UTF-16 offset of the passage in the text of its file; null where it is not from there */
  start: number | null
  page: number | null
  /** the headings above it, outermost first, joined by ` › ` */
  heading: string
  text: string
  /** only comparable within one answer */
  score: number
}

/** Whole passages, best first, and what the query is made of. */
export interface FoundPassages {
  passages: FoundPassage[]
  terms: QueryTerms
  mode: SearchMode
  notice: string | null
}

interface PassageRow {
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

/** Reads ranked passages; those of records that went to the bin a moment ago are left out. */
export const readPassages = async (
  reader: Reading | Context,
  place: Pick<SearchPlace, 'orgId'>,
  ranked: readonly { id: string; score: number }[],
): Promise<FoundPassage[]> => {
  if (ranked.length === 0) return []
  const rows = await reader.tx.query<PassageRow>(
    `select c.id, c.entity_id, c.kind, e.number, e.label, c.start_offset, c.page, c.heading, c.text
     from chunks c join entities e on e.org_id = c.org_id and e.id = c.entity_id and e.deleted_at is null where c.org_id = $1 and c.id = any ($2::uuid[])`,
    [place.orgId, ranked.map(({ id }) => id)],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ranked.flatMap(({ id, score }) => {
    const row = byId.get(id)
    const kind = row && reader.house.registry.kind(row.kind)
    if (!row || !kind) return []
    return [
      {
        id,
        kind: row.kind,
        entityId: row.entity_id,
        key: keyOf(kind, row.number),
        title: row.label,
        start: row.start_offset,
        page: row.page,
        heading: row.heading,
        text: row.text,
        score,
      },
    ]
  })
}

/** What passages to find. */
export interface PassageWish {
  query: string
  mode: SearchMode
  /** passages at most */
  limit: number
  /** passages of one record at most */
  perRecord: number
  filters: SearchFilters
}

/** Finds the whole passages that fit a query best, to be read on. @throws Refusal as search does */
export const findPassages = async (
  reader: Reading | Context,
  { query, mode, limit, perRecord, filters }: PassageWish,
): Promise<FoundPassages> => {
  const place = await placeFor(reader, filters, perRecord)
  const { ranked, ...how } = await rankPassages(reader, place, { query, mode, wanted: limit })
  return { ...how, passages: await readPassages(reader, place, ranked) }
}
