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

/** The span of these words, made where it does not exist yet. The caller has checked the quote against the text. */
export const spanFor = async (
  where: { tx: Tx; scope: TenantScope; project: { id: string } },
  span: SpanInput,
): Promise<string> => {
  const { orgId } = where.scope
  await where.tx.query(
    `insert into spans (org_id, id, project_id, artifact_id, start_offset, end_offset, quote, page, boxes, cell)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10) on conflict (org_id, artifact_id, start_offset, end_offset) do nothing`,
    [
      orgId,
      uuidv7(),
      where.project.id,
      span.artifactId,
      span.start,
      span.end,
      span.quote,
      span.page ?? null,
      span.boxes ? JSON.stringify(span.boxes) : null,
      span.cell ?? null,
    ],
  )
  const [row] = await where.tx.query<{ id: string }>(
    'select id from spans where org_id = $1 and artifact_id = $2 and start_offset = $3 and end_offset = $4',
    [orgId, span.artifactId, span.start, span.end],
  )
  if (!row) throw new Error('a span vanished inside its own transaction')
  return row.id
}
