import { entityById } from '#kernel/entities/index.ts'
import { on, onEvery } from '#kernel/events/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { artifactRead } from '#modules/knowledge/artifacts/events.ts'
import { indexArtifact, indexRecord } from './index-records.ts'
import { replacePassages } from './passages.ts'
import { embedJob } from './jobs/embed.job.ts'
import { indexArtifactJob } from './jobs/index-artifact.job.ts'

/** Small texts are indexed at once; only vectors are work for later. */
const indexNow = async (context: Context, type: string, entityId: string | null): Promise<void> => {
  const kind = context.house.registry.kind(type.slice(0, type.indexOf('.')))
  if (!kind || !entityId) return
  // a new file has a name and no text yet
  if (kind.kind === 'artifact') return void (await indexArtifact(context, entityId))
  const row = await entityById(context, kind, entityId)
  // deleted before its creation or change was heard of
  if (row.deleted_at !== null) return
  const { added } = await indexRecord(context, kind, row)
  if (added > 0 && context.house.ai.describe().embeddingModel !== null)
    await context.send(embedJob, { entity_id: entityId }, { entityId })
}

/** What is in the bin is not found, and does not count when it is asked how rare a word is. */
const forget = async (context: Context, type: string, entityId: string | null): Promise<void> => {
  const kind = type.slice(0, type.indexOf('.'))
  if (entityId && context.house.registry.kind(kind))
    await replacePassages(context, { id: entityId, kind }, [])
}

/** Files are indexed when they were read; records of all other kinds as they come, change and go. */
export const reactions = [
  on(artifactRead, 'knowledge/search:index-artifact', async ({ payload }, context) => {
    await context.send(
      indexArtifactJob,
      { artifact_id: payload.artifact_id },
      { entityId: payload.artifact_id },
    )
  }),
  onEvery('*.created.v1', 'knowledge/search:index-created', ({ type, entity_id }, context) =>
    indexNow(context, type, entity_id),
  ),
  onEvery('*.edited.v1', 'knowledge/search:index-edited', async ({ type, entity_id }, context) => {
    // nothing that can be edited of a file is searched: its name, title and text never change
    if (type !== 'artifact.edited.v1') await indexNow(context, type, entity_id)
  }),
  onEvery('*.restored.v1', 'knowledge/search:index-restored', async ({ type, entity_id }, context) => {
    if (type !== 'artifact.restored.v1') return indexNow(context, type, entity_id)
    if (entity_id) await context.send(indexArtifactJob, { artifact_id: entity_id }, { entityId: entity_id })
  }),
  onEvery('*.deleted.v1', 'knowledge/search:forget', ({ type, entity_id }, context) =>
    forget(context, type, entity_id),
  ),
]
