import { z } from 'zod'
import { defineJob } from '#kernel/jobs/index.ts'

/** Proposes what a file that says much leaves over, part by part, so that nobody waits for the whole. */
export const proposeJob = defineJob({
  name: 'suggestions.propose',
  input: z.strictObject({ artifact_id: z.uuid(), engine: z.string() }),
  handler: () => import('./propose.handler.ts'),
})
