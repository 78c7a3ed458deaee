import { entityById, insertEntity, type Entity } from '#kernel/entities/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { uuidv7 } from '#kernel/db/index.ts'
import { artifactAdded } from '../events.ts'
import { readArtifact } from '../jobs/read.job.ts'
import { artifact } from '../kinds.ts'

/** A content that stands in the blob store, and what its artifact is to be like. */
export interface NewFile {
  filename: string
  mediaType: string
  stored: { key: string; size: number }
  folderId: string | null
  /** the mail or document that carried it */
  mailId?: string
  versionNumber?: number
  category?: string | null
  subcategory?: string | null
}

/** A file of the library; `isDuplicate` when it was there before. */
export interface AddedFile {
  entity: Entity
  isDuplicate: boolean
}

/**
 * Makes sure that nobody else adds, or takes out of the bin, a file of these contents until the transaction ends.
 * All of a transaction's contents at once, so that two transactions cannot wait for each other.
 */
export const lockContents = async (context: Context, hashes: readonly string[]): Promise<void> => {
  const keys = [...new Set(hashes)].toSorted().map((hash) => context.project.id + hash)
  await context.tx.query(
    'select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest($1::text[]) as key',
    [keys],
  )
}

/** The file of the project with this content that is not in the bin. */
export const liveFileWith = async (context: Context, hash: string): Promise<Entity | undefined> => {
  const [row] = await context.tx.query<{ id: string }>(
    `select a.id from artifacts a join entities e on e.org_id = a.org_id and e.id = a.id
     where a.org_id = $1 and a.project_id = $2 and a.sha256 = $3 and e.deleted_at is null order by e.number limit 1`,
    [context.scope.orgId, context.project.id, hash],
  )
  return row && entityById(context, artifact, row.id)
}

/** Adds a file and has it read, or gives the one with the same content. Needs {@link lockContents} before. */
export const addFile = async (context: Context, file: NewFile): Promise<AddedFile> => {
  const present = await liveFileWith(context, file.stored.key)
  if (present) return { entity: present, isDuplicate: true }
  return { entity: await insertFile(context, file), isDuplicate: false }
}

/** Adds a file of which it is known that the project has none with the same content. */
export const insertFile = async (context: Context, file: NewFile): Promise<Entity> => {
  const { key, size } = file.stored
  await context.tx.query(
    `insert into blobs (org_id, id, project_id, storage_key, sha256, size_bytes, media_type) values ($1, $2, $3, $4, $4, $5, $6)
     on conflict (org_id, project_id, sha256) do nothing`,
    [context.scope.orgId, uuidv7(), context.project.id, key, size, file.mediaType],
  )
  const entity = await insertEntity(context, artifact, {
    filename: file.filename,
    media_type: file.mediaType,
    size_bytes: size,
    sha256: key,
    folder_id: file.folderId,
    mail_id: file.mailId ?? null,
    category: file.category ?? null,
    subcategory: file.subcategory ?? null,
    state: 'pending',
    version_number: file.versionNumber ?? 1,
  })
  context.emit(
    artifactAdded(
      {
        artifact_id: entity.id,
        filename: file.filename,
        sha256: key,
        size_bytes: size,
        mail_id: file.mailId ?? null,
      },
      { entityId: entity.id },
    ),
  )
  await context.send(readArtifact, { artifact_id: entity.id }, { entityId: entity.id })
  return entity
}
