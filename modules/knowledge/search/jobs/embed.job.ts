import { z } from 'zod'
import { defineJob } from '#kernel/jobs/index.ts'

/** Gives vectors to the passages of one record, or of the whole project where none is named, that have none of the present model. */
export const embedJob = defineJob({
  name: 'search.embed',
  input: z.object({ entity_id: z.uuid().nullable() }),
  timeoutSeconds: 4 * 60 * 60,
  handler: () => import('./embed.handler.ts'),
})
