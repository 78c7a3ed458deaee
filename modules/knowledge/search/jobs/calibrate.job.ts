import { z } from 'zod'
import { defineJob } from '#kernel/jobs/index.ts'

/** Finds out on the passages of a project what the present embedding model may say beside the words. */
export const calibrateJob = defineJob({
  name: 'search.calibrate',
  input: z.object({}),
  timeoutSeconds: 60 * 60,
  handler: () => import('./calibrate.handler.ts'),
})
