import type { JobRun } from '#kernel/jobs/index.ts'
import { arrangeTopics } from '../topics/arrange.ts'

/** Arranges in one transaction: readers see the old order or the new one. */
export const run = async (job: JobRun): Promise<unknown> => ({
  topics: await job.transaction((context) => arrangeTopics(context)),
})
