import { z } from 'zod'
import { defineJob } from '#kernel/jobs/index.ts'

/** Cuts the text of a file into passages and makes them findable. */
export const indexArtifactJob = defineJob({
  name: 'search.index-artifact',
  input: z.object({ artifact_id: z.uuid() }),
  handler: () => import('./index-artifact.handler.ts'),
})
