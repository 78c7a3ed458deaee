import { uuidv7, type Tx } from '../db/index.ts'
import type { TenantScope } from '../db/index.ts'

/** Words of an artifact: half-open UTF-16 offsets into exactly the text that the API returns for it. */
export interface SpanInput {
  artifactId: string
  start: number
  end: number
  quote: string
  page?: number | undefined
  boxes?: readonly { x: number; y: number; width: number; height: number }[] | undefined
  cell?: string | undefined
}

interface Where {
  tx: Tx
  scope: TenantScope
  project: { id: string }
}

/** The spans of these words, in their order, made where they do not exist yet. The caller has checked the quotes against the text. */
export const spansFor = async (where: Where, spans: readonly SpanInput[]): Promise<string[]> => {
  if (spans.length === 0) return []
  const { orgId } = where.scope
  const rows = JSON.stringify(
    spans.map((span, at) => ({
      at,
      id: uuidv7(),
      artifact_id: span.artifactId,
      start_offset: span.start,
      end_offset: span.end,
      quote: span.quote,
      page: span.page ?? null,
      boxes: span.boxes ?? null,
      cell: span.cell ?? null,
    })),
  )
  where.tx.defer(
    `insert into spans (org_id, id, project_id, artifact_id, start_offset, end_offset, quote, page, boxes, cell)
     select $1::uuid, id, $2::uuid, artifact_id, start_offset, end_offset, quote, page, nullif(boxes, 'null'), cell
     from jsonb_to_recordset($3::jsonb) as r(id uuid, artifact_id uuid, start_offset integer, end_offset integer, quote text, page integer, boxes jsonb, cell text)
     on conflict (org_id, artifact_id, start_offset, end_offset) do nothing`,
    [orgId, where.project.id, rows],
  )
  const made = await where.tx.query<{ id: string }>(
    `select s.id from jsonb_to_recordset($2::jsonb) as r(at integer, artifact_id uuid, start_offset integer, end_offset integer)
     join spans s on s.org_id = $1 and s.artifact_id = r.artifact_id and s.start_offset = r.start_offset and s.end_offset = r.end_offset
     order by r.at`,
    [orgId, rows],
  )
  if (made.length < spans.length) throw new Error('a span vanished inside its own transaction')
  return made.map(({ id }) => id)
}

/** The span of these words, made where it does not exist yet. The caller has checked the quote against the text. */
export const spanFor = async (where: Where, span: SpanInput): Promise<string> => {
  const [id] = await spansFor(where, [span])
  if (id === undefined) throw new Error('a span vanished inside its own transaction')
  return id
}
