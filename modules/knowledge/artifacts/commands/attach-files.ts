import { anyRecord, type Entity } from '#kernel/entities/index.ts'
import { linkEntities } from '#kernel/graph/index.ts'
import { forbidden, type Context } from '#kernel/module/index.ts'
import { allows } from '#kernel/policy/index.ts'
import type { AddedFile } from './add-file.ts'

/** How a file is linked to the record, mail or document that it came with. */
export const attachment = 'attached_to'

/** A record of any kind, by id or key, to which the caller may attach files. @throws Refusal 403, 404 */
export const recordForFiles = async (context: Context, idOrKey: string): Promise<Entity> => {
  const { kind, entity } = await anyRecord(context, idOrKey)
  if (!allows(context.house.registry.policy(kind.kind), context.caller, 'link', entity))
    throw forbidden('attach files to', kind.label.one.toLowerCase())
  return entity
}

/** Attaches files to a record, by id or key. @throws Refusal 403, 404, 422 where a file is that record itself */
export const attachFiles = async (
  context: Context,
  idOrKey: string,
  files: readonly AddedFile[],
): Promise<void> => {
  const { id } = await recordForFiles(context, idOrKey)
  await linkEntities(
    context,
    ...files.map(({ entity }) => ({ sourceId: entity.id, relation: attachment, targetId: id })),
  )
}
