import { entityById, type Entity, type Page, type Reader } from '#kernel/entities/index.ts'
import { Refusal } from '#kernel/module/index.ts'
import { artifact } from '#modules/knowledge/artifacts/index.ts'
import { differenceOf, type DifferencePart } from '../comparison/difference.ts'
import type { ChangeKind, TextRange } from '../comparison/verdicts.ts'

/** One changed passage, with the words that differ and the records that rest on it. */
export interface Change {
  position: number
  change: ChangeKind
  old: TextRange | null
  new: TextRange | null
  similarity: number
  difference: DifferencePart[]
  /** the records that rest on the passage as it was */
  resting: { id: string; kind: string; label: string; stale: boolean }[]
}

/** What changed between a file and the version before it. */
export interface Changes extends Page<Change> {
  older: { id: string; key: string; filename: string; version_number: number }
  newer: { id: string; key: string; filename: string; version_number: number }
  compared_at: string
  counts: Record<ChangeKind | 'unchanged', number>
}

interface Row {
  position: number
  change: ChangeKind
  old_start: number | null
  old_end: number | null
  new_start: number | null
  new_end: number | null
  old_words: string | null
  new_words: string | null
  similarity: number
  resting: Change['resting'] | null
}

/**
 * What changed in a file since the version that it supersedes, in the order of the newer text.
 * @throws Refusal 404; 409 where there is no older version or the comparison is not made yet
 */
export const changesOf = async (
  reader: Reader,
  idOrKey: string,
  page: { limit: number; after: number },
): Promise<Changes> => {
  const newer = await entityById(reader, artifact, idOrKey)
  const [comparison] = await reader.tx.query<{ id: string; old_id: string; unchanged: number; at: string }>(
    'select id, old_id, unchanged, compared_at as at from version_comparisons where org_id = $1 and project_id = $2 and new_id = $3',
    [reader.scope.orgId, reader.project.id, newer.id],
  )
  if (!comparison)
    throw new Refusal(
      409,
      'not-compared',
      `${newer.key} has not been compared with an older version. It either has none, or one of the two could not be read or is not read yet.`,
    )
  const counts = await countsOf(reader, comparison.id)
  const rows = await changeRows(reader, comparison.id, comparison.old_id, page)
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return {
    older: named(await entityById(reader, artifact, comparison.old_id)),
    newer: named(newer),
    compared_at: comparison.at,
    counts: { unchanged: comparison.unchanged, ...counts },
    items: shown.map(shaped),
    next_cursor: rows.length > shown.length && last ? String(last.position) : null,
  }
}

const named = ({ id, key, filename, version_number }: Entity) => ({
  id,
  key,
  filename: String(filename),
  version_number: Number(version_number),
})

const countsOf = async (reader: Reader, comparisonId: string): Promise<Record<ChangeKind, number>> => {
  const rows = await reader.tx.query<{ change: ChangeKind; many: number }>(
    'select change, count(*) as many from passage_changes where org_id = $1 and comparison_id = $2 group by change',
    [reader.scope.orgId, comparisonId],
  )
  const counts = { changed: 0, reworded: 0, moved: 0, removed: 0, added: 0 }
  for (const { change, many } of rows) counts[change] = many
  return counts
}

const changeRows = (
  reader: Reader,
  comparisonId: string,
  oldId: string,
  { limit, after }: { limit: number; after: number },
): Promise<Row[]> =>
  reader.tx.query<Row>(
    `select p.position, p.change, p.old_start, p.old_end, p.new_start, p.new_end, p.old_words, p.new_words, p.similarity,
       (select jsonb_agg(distinct jsonb_build_object('id', e.id, 'kind', e.kind, 'label', e.label, 'stale', l.stale_since is not null))
        from spans s join links l on l.org_id = s.org_id and l.span_id = s.id
        join entities e on e.org_id = l.org_id and e.id = l.source_id and e.deleted_at is null
        where s.org_id = $1 and s.artifact_id = $3 and s.start_offset < p.old_end and s.end_offset > p.old_start) as resting
     from passage_changes p where p.org_id = $1 and p.comparison_id = $2 and p.position > $4 order by p.position limit $5`,
    [reader.scope.orgId, comparisonId, oldId, after, limit + 1],
  )

const rangeOf = (start: number | null, end: number | null): TextRange | null =>
  start === null || end === null ? null : { start, end }

const shaped = ({
  old_start,
  old_end,
  new_start,
  new_end,
  old_words,
  new_words,
  resting,
  ...row
}: Row): Change => ({
  ...row,
  old: rangeOf(old_start, old_end),
  new: rangeOf(new_start, new_end),
  difference: differenceOf(old_words ?? '', new_words ?? ''),
  resting: resting ?? [],
})
