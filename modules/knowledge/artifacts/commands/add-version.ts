import { linkEntities } from '#kernel/graph/index.ts'
import { entityById } from '#kernel/entities/index.ts'
import { forbidden, Refusal, type Context } from '#kernel/module/index.ts'
import { allows } from '#kernel/policy/index.ts'
import { artifactSuperseded } from '../events.ts'
import { artifact } from '../kinds.ts'
import type { ReceivedFile } from '../upload/receive.ts'
import { insertFile, liveFileWith, lockContents, type AddedFile } from './add-file.ts'

/**
 * Adds a newer version of a file; it keeps folder and category, and links to what it supersedes.
 * The same content again is answered as a duplicate of the file itself.
 * @throws Refusal 404, 403, 409 where the file has a newer version, is in the bin, or another file has the content
 */
export const addVersion = async (
  context: Context,
  idOrKey: string,
  file: ReceivedFile,
): Promise<AddedFile> => {
  await lockContents(context, [file.stored.key])
  const old = await entityById(context, artifact, idOrKey, true)
  if (!allows(context.house.registry.policy(artifact.kind), context.caller, 'edit', old))
    throw forbidden('edit', 'file')
  if (old.deleted_at !== null) throw new Refusal(409, 'deleted', `${old.key} was deleted. Restore it first.`)
  if (old.sha256 === file.stored.key) return { entity: old, isDuplicate: true }
  if (old.superseded_by !== null) {
    const newer = await entityById(context, artifact, String(old.superseded_by))
    throw new Refusal(
      409,
      'superseded',
      `${old.key} has a newer version already, ${newer.key}. Add yours to that one.`,
    )
  }
  const same = await liveFileWith(context, file.stored.key)
  if (same)
    throw new Refusal(
      409,
      'duplicate-content',
      `${same.key} has the same content already, so it was not added as a version of ${old.key}.`,
    )
  const made = await insertFile(context, {
    ...file,
    folderId: textOrNull(old.folder_id),
    category: textOrNull(old.category),
    subcategory: textOrNull(old.subcategory),
    versionNumber: Number(old.version_number) + 1,
  })
  await context.tx.query('update artifacts set superseded_by = $3 where org_id = $1 and id = $2', [
    context.scope.orgId,
    old.id,
    made.id,
  ])
  await linkEntities(context, { sourceId: made.id, relation: 'supersedes', targetId: old.id })
  context.emit(artifactSuperseded({ artifact_id: old.id, by: made.id }, { entityId: old.id }))
  return { entity: made, isDuplicate: false }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
