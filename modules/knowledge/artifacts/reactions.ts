import { on, onEvery } from '#kernel/events/index.ts'
import { jobCancelled, jobFailed, type JobEnded } from '#kernel/jobs/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { markAbandoned } from './commands/finish.ts'
import { readArtifact } from './jobs/read.job.ts'

/** What lay in the bin was not worked on: a file that comes back unfinished is taken up again. */
const readRestored = onEvery(
  'artifact.restored.v1',
  'knowledge/artifacts:read-restored',
  async ({ entity_id }, context) => {
    if (entity_id === null) return
    const unfinished = await context.tx.query(
      `update artifacts set state = 'pending' where org_id = $1 and id = $2 and state in ('pending', 'processing') returning id`,
      [context.scope.orgId, entity_id],
    )
    if (unfinished.length > 0)
      await context.send(readArtifact, { artifact_id: entity_id }, { entityId: entity_id })
  },
)

const readingEnded = async ({ payload }: { payload: JobEnded }, context: Context): Promise<void> => {
  if (payload.job === readArtifact.name) await markAbandoned(context, payload)
}

/** What the library does when something happened. */
export const reactions = [
  on(jobFailed, 'knowledge/artifacts:reading-failed', readingEnded),
  on(jobCancelled, 'knowledge/artifacts:reading-cancelled', readingEnded),
  readRestored,
]
