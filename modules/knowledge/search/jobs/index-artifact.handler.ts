import type { JobRun } from '#kernel/jobs/index.ts'
import { indexArtifact } from '../index-records.ts'
import { embedJob } from './embed.job.ts'

/** Passages in one transaction; their vectors, which take longer, are another job. */
export const run = (job: JobRun, input: { artifact_id: string }): Promise<unknown> =>
  job.transaction(async (context) => {
    const changes = await indexArtifact(context, input.artifact_id)
    if (!changes) return { skipped: 'the file is gone' }
    if (job.house.ai.describe().embeddingModel !== null)
      await context.send(embedJob, { entity_id: input.artifact_id }, { entityId: input.artifact_id })
    return changes
  })
