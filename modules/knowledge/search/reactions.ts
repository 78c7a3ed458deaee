import { findEntities } from '#kernel/entities/index.ts'
import { on, onAll, onEvery, type StoredEvent } from '#kernel/events/index.ts'
import { sendOnce } from '#kernel/jobs/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { artifactRead } from '#modules/knowledge/artifacts/events.ts'
import { indexArtifact, indexRecords } from './index-records.ts'
import { replacePassages } from './passages.ts'
import { embedJob } from './jobs/embed.job.ts'
import { indexArtifactJob } from './jobs/index-artifact.job.ts'

/** What the names of events such as `risk.created.v1` begin with. */
const kindIn = (type: string): string => type.slice(0, type.indexOf('.'))

/** Small texts are indexed at once; only vectors are work for later. */
const indexNow = async (events: readonly StoredEvent[], context: Context): Promise<void> => {
  let added = 0
  for (const name of new Set(events.map(({ type }) => kindIn(type)))) {
    const about = events.filter(({ type }) => kindIn(type) === name).map(({ entity_id }) => entity_id)
    const ids = [...new Set(about)].filter((id) => id !== null)
    const kind = context.house.registry.kind(name)
    if (!kind || ids.length === 0) continue
    if (name === 'artifact') {
      // a new file has a name and no text yet
      for (const id of ids) await indexArtifact(context, id)
      continue
    }
    // some may have been deleted before their creation or change was heard of
    const rows = (await findEntities(context, kind, ids)).filter(({ deleted_at }) => deleted_at === null)
    if (rows.length > 0) added += (await indexRecords(context, kind, rows)).added
  }
  if (added > 0 && context.house.ai.describe().embeddingModel !== null)
    await sendOnce(context, embedJob, { entity_id: null })
}

/** What is in the bin is not found, and does not count when it is asked how rare a word is. */
const forget = async (context: Context, type: string, entityId: string | null): Promise<void> => {
  if (entityId && context.house.registry.kind(kindIn(type)))
    await replacePassages(context, kindIn(type), [{ id: entityId, passages: [] }])
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
  onAll('*.created.v1', 'knowledge/search:index-created', indexNow),
  onAll('*.edited.v1', 'knowledge/search:index-edited', (events, context) =>
    // nothing that can be edited of a file is searched: its name, title and text never change
    indexNow(
      events.filter(({ type }) => kindIn(type) !== 'artifact'),
      context,
    ),
  ),
  onEvery('*.restored.v1', 'knowledge/search:index-restored', async (event, context) => {
    const { type, entity_id } = event
    if (type !== 'artifact.restored.v1') return indexNow([event], context)
    if (entity_id) await context.send(indexArtifactJob, { artifact_id: entity_id }, { entityId: entity_id })
  }),
  onEvery('*.deleted.v1', 'knowledge/search:forget', ({ type, entity_id }, context) =>
    forget(context, type, entity_id),
  ),
]
