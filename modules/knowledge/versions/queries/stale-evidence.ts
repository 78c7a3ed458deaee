import { keyOf, type Page, type Reader } from '#kernel/entities/index.ts'
import { differenceOf, type DifferencePart } from '../comparison/difference.ts'
import type { ChangeKind } from '../comparison/verdicts.ts'

/** A record that rests on words which a newer version changed: what they were and what they became. */
export interface StaleEvidence {
  link_id: string
  stale_since: string
  relation: string
  record: { id: string; key: string; kind: string; label: string }
  quote: string
  page: number | null
  cell: string | null
  older_id: string
  newer_id: string | null
  change: ChangeKind
  difference: DifferencePart[]
}

interface Row extends Omit<StaleEvidence, 'record' | 'change' | 'difference'> {
  record: { id: string; number: number; kind: string; label: string }
  change: ChangeKind | null
  old_words: string | null
  new_words: string | null
}

/** Stale evidence of a project or of one record, in the order in which the links were made. */
export const staleEvidence = async (
  reader: Reader,
  query: { entityId?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<StaleEvidence>> => {
  const rows = await reader.tx.query<Row>(
    `select l.id as link_id, l.stale_since, l.relation, s.quote, s.page, s.cell, s.artifact_id as older_id, v.new_id as newer_id, p.change,
       jsonb_build_object('id', e.id, 'number', e.number, 'kind', e.kind, 'label', e.label) as record,
       p.old_words, p.new_words
     from links l
     join entities e on e.org_id = l.org_id and e.id = l.source_id and e.deleted_at is null
     join spans s on s.org_id = l.org_id and s.id = l.span_id
     left join version_comparisons v on v.org_id = l.org_id and v.old_id = s.artifact_id
     left join lateral (
       select p.* from passage_changes p where p.org_id = v.org_id and p.comparison_id = v.id
         and p.old_start < s.end_offset and p.old_end > s.start_offset and p.change <> 'moved' order by p.position limit 1) p on true
     where l.org_id = $1 and l.project_id = $2 and l.stale_since is not null and ($3::uuid is null or l.source_id = $3) and ($4::uuid is null or l.id > $4)
     order by l.id limit $5`,
    [reader.scope.orgId, reader.project.id, query.entityId ?? null, query.cursor ?? null, query.limit + 1],
  )
  const shown = rows.slice(0, query.limit)
  return {
    items: shown.map(({ record, old_words, new_words, change, ...row }) => {
      const kind = reader.house.registry.kind(record.kind)
      return {
        ...row,
        record: {
          id: record.id,
          key: kind ? keyOf(kind, record.number) : record.id,
          kind: record.kind,
          label: record.label,
        },
        change: change ?? 'removed',
        difference: differenceOf(old_words ?? row.quote, new_words ?? ''),
      }
    }),
    next_cursor: rows.length > shown.length ? (shown.at(-1)?.link_id ?? null) : null,
  }
}
