import { z } from 'zod'
import { defineJob } from '#kernel/jobs/index.ts'

/** Orders the topics of a project's files. */
export const arrangeTopicsJob = defineJob({
  name: 'extraction.arrange_topics',
  input: z.object({}),
  // it looks at all files of the project, and while many come in, each asks for it
  rest: { leastMs: 400, times: 4 },
  handler: () => import('./arrange-topics.handler.ts'),
})
