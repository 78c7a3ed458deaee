import { z } from 'zod'
import { defineJob } from '#kernel/jobs/index.ts'

/** Reads the text out of an uploaded file and stores it. */
export const readArtifact = defineJob({
  name: 'artifacts.read',
  input: z.strictObject({ artifact_id: z.uuid() }),
  retries: 3,
  concurrency: 2,
  handler: () => import('./read.handler.ts'),
})
