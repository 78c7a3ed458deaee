import { entityById } from '#kernel/entities/index.ts'
import { on, onEvery } from '#kernel/events/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { artifactRead } from '#modules/knowledge/artifacts/events.ts'
import { indexArtifact, indexRecord } from './index-records.ts'
import { embedJob } from './jobs/embed.job.ts'
import { indexArtifactJob } from './jobs/index-artifact.job.ts'

/** Small texts are indexed at once; only vectors are work for later. */
const indexNow = async (context: Context, type: string, entityId: string | null): Promise<void> => {
  const kind = context.house.registry.kind(type.slice(0, type.indexOf('.')))
  if (!kind || !entityId) return
  if (kind.kind === 'artifact') return void (await indexArtifact(context, entityId))
  const { added } = await indexRecord(context, kind, await entityById(context, kind, entityId))
  if (added > 0 && context.house.ai.describe().embeddingModel !== null)
    await context.send(embedJob, { entity_id: entityId }, { entityId })
}

/** Deleting and restoring need nothing: what is in the bin is left out when it is asked for. */
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
  onEvery('*.edited.v1', 'knowledge/search:index-edited', ({ type, entity_id }, context) =>
    indexNow(context, type, entity_id),
  ),
]
