import { z } from 'zod'
import { defineJob } from '#kernel/jobs/index.ts'

/** Finds persons, organizations, places, facts, topics and insights in one artifact. */
export const extractJob = defineJob({
  name: 'extraction.extract',
  input: z.object({
    artifact_id: z.uuid(),
    /** `offline` although a model is configured */
    engine: z.enum(['offline', 'model']).optional(),
    /** tokens that somebody who saw the estimate agreed to */
    accepted_tokens: z.int().min(0).optional(),
  }),
  handler: () => import('./extract.handler.ts'),
})
