import { z } from 'zod'
import { uuidv7 } from '#kernel/db/index.ts'
import type { Reader } from '#kernel/entities/index.ts'
import { notFound, Refusal, type Context } from '#kernel/module/index.ts'
import { cleanFileName } from '../file-name.ts'
import { mediaTypeOf } from '../media-type.ts'
import { tooLarge } from './refusals.ts'

/** What is said of a file before its first part comes. */
export const announcement = z.strictObject({
  filename: z.string().min(1).max(1_000),
  size_bytes: z.int().positive(),
  media_type: z.string().max(200).optional(),
  folder: z.string().max(1_000).optional(),
  folder_id: z.uuid().optional(),
  attached_to: z.string().max(60, 'must be the id or the key of a record').optional(),
})

/** An upload that has not all arrived. `parts` are keys of the blob store, in order. */
export interface UnfinishedUpload {
  id: string
  filename: string
  mediaType: string
  folder: string | null
  folderId: string | null
  /** id or key of the record to which the file is to be attached */
  attachedTo: string | null
  size: number
  received: number
  parts: string[]
}

/** Begins an upload that arrives in several requests. @throws Refusal 413 */
export const beginUpload = async (
  context: Context,
  input: z.output<typeof announcement>,
): Promise<UnfinishedUpload> => {
  const { UPLOAD_MAX_BYTES } = context.house.config
  if (input.size_bytes > UPLOAD_MAX_BYTES) throw tooLarge(UPLOAD_MAX_BYTES)
  const id = uuidv7()
  const filename = cleanFileName(input.filename)
  await context.tx.query(
    `insert into artifact_uploads (org_id, id, project_id, filename, media_type, folder, folder_id, attached_to, size_bytes, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      context.scope.orgId,
      id,
      context.project.id,
      filename,
      mediaTypeOf(input.media_type, filename),
      input.folder ?? null,
      input.folder_id ?? null,
      input.attached_to ?? null,
      input.size_bytes,
      context.scope.actor.id,
    ],
  )
  return unfinishedUpload(context, id)
}

/** An upload that the caller began. @throws Refusal 404 also for those of others */
export const unfinishedUpload = async (reader: Reader, id: string): Promise<UnfinishedUpload> => {
  const [row] = z.uuid().safeParse(id).success
    ? await reader.tx.query<UnfinishedUpload>(
        `select id, filename, media_type as "mediaType", folder, folder_id as "folderId", attached_to as "attachedTo", size_bytes as size, received_bytes as received, parts from artifact_uploads
         where org_id = $1 and project_id = $2 and id = $3 and created_by is not distinct from $4::uuid`,
        [reader.scope.orgId, reader.project.id, id, reader.scope.actor.id],
      )
    : []
  if (!row) throw notFound('upload')
  return row
}

/** Notes a part that begins where the upload stood. @throws Refusal 409 when another part was faster */
export const notePart = async (
  context: Context,
  upload: UnfinishedUpload,
  part: { key: string; size: number },
): Promise<UnfinishedUpload> => {
  const moved = await context.tx.query(
    `update artifact_uploads set received_bytes = received_bytes + $4, parts = parts || $5::text
     where org_id = $1 and id = $2 and received_bytes = $3 returning id`,
    [context.scope.orgId, upload.id, upload.received, part.size, part.key],
  )
  if (moved.length === 0) throw wrongOffset((await unfinishedUpload(context, upload.id)).received)
  return { ...upload, received: upload.received + part.size, parts: [...upload.parts, part.key] }
}

/** Forgets an upload: it is complete, or given up. Parts that nothing refers to are swept from the file storage. */
export const forgetUpload = async (context: Context, id: string): Promise<void> => {
  await context.tx.query('delete from artifact_uploads where org_id = $1 and id = $2', [
    context.scope.orgId,
    id,
  ])
}

/** The upload stands elsewhere than the caller believes. */
export const wrongOffset = (offset: number): Refusal =>
  new Refusal(
    409,
    'wrong-offset',
    `The upload stands at ${offset} bytes. Go on from there with Upload-Offset: ${offset}.`,
  )
