import { z } from 'zod'
import type { Reader } from '#kernel/entities/index.ts'
import type { TenantScope, Tx } from '#kernel/db/index.ts'
import type { Block, Reading, Run } from './reading/index.ts'

/** What was read out of a file, exactly as stored: offsets of blocks and runs are UTF-16, half-open, into `text`. */
export interface StoredText {
  text: string
  blocks: Block[]
  pages: { number: number; width: number; height: number }[] | null
  runs: Run[]
  metadata: Record<string, string>
  filename: string
  format: string
  title: string | null
  documentDate: string | null
}

type AnyTx = Pick<Tx, 'query'>

// A text never changes once it is stored, and whoever cites a file cites it many times in one transaction.
const texts = new WeakMap<AnyTx, Map<string, StoredText>>()

/** The stored text of a file, or undefined where it has not been read. */
export const textOf = async (
  reader: Pick<Reader, 'scope' | 'project'> & { tx: AnyTx },
  artifactId: string,
): Promise<StoredText | undefined> => {
  const known = texts.get(reader.tx)?.get(artifactId)
  if (known) return known
  const [row] = await reader.tx.query<Omit<StoredText, 'runs'> & { runs: Run[] | null }>(
    `select x.content as text, x.blocks, x.pages, x.runs, x.metadata, a.filename, a.format, a.title, a.document_date as "documentDate"
     from artifact_texts x join artifacts a on a.org_id = x.org_id and a.id = x.artifact_id
     where x.org_id = $1 and x.project_id = $2 and x.artifact_id = $3`,
    [reader.scope.orgId, reader.project.id, artifactId],
  )
  if (!row) return undefined
  const stored = { ...row, runs: row.runs ?? [] }
  texts.set(reader.tx, (texts.get(reader.tx) ?? new Map<string, StoredText>()).set(artifactId, stored))
  return stored
}

/** The id of the newest file of this name that is not in the bin. */
export const fileNamed = async (context: Place, filename: string): Promise<string | undefined> => {
  const [row] = await context.tx.query<{ id: string }>(
    `select a.id from artifacts a join entities e on e.org_id = a.org_id and e.id = a.id
     where a.org_id = $1 and a.project_id = $2 and a.filename = $3 and e.deleted_at is null order by e.number desc limit 1`,
    [context.scope.orgId, context.project.id, filename],
  )
  return row?.id
}

/** A text with what the document says of itself, as findings are drawn from it. */
export interface DocumentText {
  text: string
  blocks: readonly Block[]
  title?: string
  documentDate?: string
  format: string
}

/** The part of a stored text from which findings are drawn. */
export const documentOf = (stored: StoredText | undefined): DocumentText | undefined =>
  stored && {
    text: stored.text,
    blocks: stored.blocks,
    format: stored.format,
    ...(stored.title === null ? {} : { title: stored.title }),
    ...(stored.documentDate === null ? {} : { documentDate: stored.documentDate }),
  }

/** Where a file stands in its processing. */
export interface Progress {
  orgId: string
  state: 'pending' | 'processing' | 'processed' | 'failed'
  isDeleted: boolean
  hasText: boolean
  filename: string
  mediaType: string | null
  sha256: string
  size: number
  folderId: string | null
}

type Place = { tx: Pick<Tx, 'query'>; scope: TenantScope; project: { id: string } }

/** Locks a file's row and says how far it has come; undefined where there is no such file. */
export const lockProgress = async (context: Place, artifactId: string): Promise<Progress | undefined> => {
  const [row] = await context.tx.query<Progress>(
    `select a.org_id as "orgId", a.state, e.deleted_at is not null as "isDeleted", a.filename, a.media_type as "mediaType", a.sha256, a.size_bytes as size, a.folder_id as "folderId",
       exists (select 1 from artifact_texts x where x.org_id = a.org_id and x.artifact_id = a.id) as "hasText"
     from artifacts a join entities e on e.org_id = a.org_id and e.id = a.id
     where a.org_id = $1 and a.project_id = $2 and a.id = $3 for no key update of a`,
    [context.scope.orgId, context.project.id, artifactId],
  )
  return row
}

/** Notes that work on a file has begun. */
export const setProcessing = (context: Place, artifactId: string): Promise<unknown> =>
  context.tx.query(
    `update artifacts set state = 'processing' where org_id = $1 and id = $2 and state = 'pending'`,
    [context.scope.orgId, artifactId],
  )

/** Stores what was read and what the document says of itself. */
export const storeReading = async (context: Place, artifactId: string, reading: Reading): Promise<void> => {
  const { orgId } = context.scope
  await context.tx.query(
    `insert into artifact_texts (org_id, artifact_id, project_id, content, blocks, pages, runs, metadata) values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7::jsonb, $8::jsonb)`,
    [
      orgId,
      artifactId,
      context.project.id,
      reading.text,
      JSON.stringify(reading.blocks),
      reading.pages ? JSON.stringify(reading.pages) : null,
      reading.runs ? JSON.stringify(reading.runs) : null,
      JSON.stringify(reading.metadata),
    ],
  )
  await context.tx.query(
    `update artifacts set format = $3, title = $4, language = $5, document_date = coalesce(document_date, $6::date), page_count = $7, text_length = $8
     where org_id = $1 and id = $2`,
    [
      orgId,
      artifactId,
      reading.format,
      reading.title?.slice(0, 500).toWellFormed() ?? null,
      reading.language?.slice(0, 100) ?? null,
      dayOf(reading.documentDate),
      reading.pages?.length ?? null,
      reading.text.length,
    ],
  )
}

/** The day of an ISO date or time; documents also claim years that no calendar of a database has. */
const dayOf = (date: string | undefined): string | null => {
  const day = date?.slice(0, 10) ?? ''
  return /^(?!0000)\d{4}-\d\d-\d\d$/.test(day) && z.iso.date().safeParse(day).success ? day : null
}
