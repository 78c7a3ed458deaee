import { z } from 'zod'
import { defineJob } from '#kernel/jobs/index.ts'

const input = z.strictObject({ artifact_id: z.uuid() })
/** Which file to read. */
export type ReadInput = z.output<typeof input>

/** Reads the text out of an uploaded file and stores it. */
export const readArtifact = defineJob({
  name: 'artifacts.read',
  input,
  retries: 3,
  concurrency: 2,
  handler: () => import('./read.handler.ts'),
})
