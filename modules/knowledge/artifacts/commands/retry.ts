import { z } from 'zod'
import { command } from '#kernel/entities/index.ts'
import { readArtifact } from '../jobs/read.job.ts'
import { artifact } from '../kinds.ts'

/** Tries again to read a file that failed. */
export const retryArtifact = command(artifact, 'retry', {
  label: 'Read again',
  input: z.strictObject({ reason: z.string().trim().max(2_000).optional() }),
  decide: () => ({ change: { state: 'pending', failure_code: null, failure_reason: null } }),
  async follow(context, row) {
    await context.send(readArtifact, { artifact_id: row.id }, { entityId: row.id })
  },
})
