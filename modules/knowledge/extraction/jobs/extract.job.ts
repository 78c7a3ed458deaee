import { z } from 'zod'
import { defineJob } from '#kernel/jobs/index.ts'

/** Finds persons, facts, topics and insights in one artifact. */
export const extractJob = defineJob({
  name: 'extraction.extract',
  input: z.object({ artifact_id: z.uuid() }),
  handler: () => import('./extract.handler.ts'),
})
