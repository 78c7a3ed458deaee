import { z } from 'zod'
import { defineJob } from '#kernel/jobs/index.ts'

/** Orders the topics of a project's files. */
export const arrangeTopicsJob = defineJob({
  name: 'extraction.arrange_topics',
  input: z.object({}),
  handler: () => import('./arrange-topics.handler.ts'),
})
