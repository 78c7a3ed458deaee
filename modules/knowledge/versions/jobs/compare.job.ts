import { z } from 'zod'
import { defineJob } from '#kernel/jobs/index.ts'

/** Compares a file with the version that it supersedes, and judges what rests on the older one. */
export const compareVersionsJob = defineJob({
  name: 'versions.compare',
  input: z.strictObject({ artifact_id: z.uuid() }),
  handler: () => import('./compare.handler.ts'),
})
