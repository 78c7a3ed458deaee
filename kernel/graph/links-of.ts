import { keyOf, type Kind } from '../entities/kind.ts'
import { entityById, type Page, type Reader } from '../entities/read.ts'
import type { TraceLink } from './trace.ts'

/** A link as seen from one of its ends. */
export interface LinkView {
  id: string
  relation: string
  direction: 'out' | 'in'
  other: { id: string; key: string; kind: string; label: string }
  confidence: number | null
  origin: string
  span: TraceLink['span']
  stale_since: string | null
  created_at: string
  /** who made it; null where a rule or an import did */
  created_by: { id: string; name: string | null } | null
}

interface Row extends Omit<LinkView, 'other' | 'confidence'> {
  other: { id: string; number: number; kind: string; label: string }
  confidence: string | null
}

/** Links of record $2 as they are. */
const present = 'select l.* from links l where l.org_id = $1 and (l.source_id = $2 or l.target_id = $2)'

/**
 * Links of record $2 as they were at $3: of each that it has, or that was taken away since, what the log says of it last
 * before that time.
 */
const past = `select p.* from (
       select id from links where org_id = $1 and (source_id = $2 or target_id = $2)
       union
       select row_id from audit_log where org_id = $1 and project_id = $4 and table_name = 'links' and action = 'delete' and occurred_at > $3
         and $2::text in (before ->> 'source_id', before ->> 'target_id')
     ) known cross join lateral (
       select a.after from audit_log a where a.org_id = $1 and a.row_id = known.id and a.occurred_at <= $3 order by a.occurred_at desc limit 1
     ) last cross join lateral jsonb_populate_record(null::links, last.after) p where last.after is not null`

/** All links of a record, in both directions; those that it had at a time, where one is given. */
export const linksOf = async (
  reader: Reader,
  kind: Kind,
  idOrKey: string,
  asOf?: string,
): Promise<Page<LinkView>> => {
  const { id } = await entityById(reader, kind, idOrKey)
  const gone = asOf === undefined ? 'o.deleted_at is null' : '(o.deleted_at is null or o.deleted_at > $3)'
  const rows = await reader.tx.query<Row>(
    `select l.id, l.relation, case when l.source_id = $2 then 'out' else 'in' end as direction, l.confidence, l.origin, l.stale_since, l.created_at,
       case when l.created_by is null then null else jsonb_build_object('id', l.created_by, 'name', u.name) end as created_by,
       jsonb_build_object('id', o.id, 'number', o.number, 'kind', o.kind, 'label', o.label) as other,
       case when s.id is null then null else jsonb_build_object('id', s.id, 'artifact_id', s.artifact_id, 'start', s.start_offset, 'end', s.end_offset, 'quote', s.quote, 'page', s.page, 'cell', s.cell) end as span
     from (${asOf === undefined ? present : past}) l
     join entities o on o.org_id = $1 and o.id = case when l.source_id = $2 then l.target_id else l.source_id end
     left join spans s on s.org_id = $1 and s.id = l.span_id
     left join users u on u.id = l.created_by
     where ${gone} order by l.created_at, l.id limit 1000`,
    [reader.scope.orgId, id, ...(asOf === undefined ? [] : [asOf, reader.project.id])],
  )
  const items = rows.map(({ other, confidence, ...row }) => {
    const otherKind = reader.house.registry.kind(other.kind)
    const key = otherKind ? keyOf(otherKind, other.number) : other.id
    return {
      ...row,
      confidence: confidence === null ? null : Number(confidence),
      other: { id: other.id, kind: other.kind, label: other.label, key },
    }
  })
  return { items, next_cursor: null }
}
