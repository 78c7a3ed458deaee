import { on } from '#kernel/events/index.ts'
import { jobCancelled, jobFailed, type JobEnded } from '#kernel/jobs/index.ts'
import { defineModule, type Context } from '#kernel/module/index.ts'
import { markAbandoned } from '#modules/knowledge/artifacts/index.ts'
import { artifactRead } from '#modules/knowledge/artifacts/events.ts'
import { findingsStored } from './events.ts'
import { extractJob } from './jobs/extract.job.ts'
import { artifactFindings } from './queries.ts'

const extractingEnded = async ({ payload }: { payload: JobEnded }, context: Context): Promise<void> => {
  if (payload.job === extractJob.name) await markAbandoned(context, payload)
}

export const extraction = defineModule({
  id: 'knowledge/extraction',
  title: 'Extraction',
  folder: import.meta.dirname,
  dependsOn: ['knowledge/artifacts'],
  tables: [
    { name: 'artifact_persons', scope: 'project' },
    { name: 'artifact_facts', scope: 'project' },
    { name: 'artifact_topics', scope: 'project' },
    { name: 'artifact_insights', scope: 'project' },
  ],
  events: [findingsStored],
  jobs: [extractJob],
  endpoints: [artifactFindings],
  reactions: [
    on(artifactRead, 'knowledge/extraction:extract', async ({ payload }, context) => {
      await context.send(extractJob, { artifact_id: payload.artifact_id }, { entityId: payload.artifact_id })
    }),
    on(jobFailed, 'knowledge/extraction:extracting-failed', extractingEnded),
    on(jobCancelled, 'knowledge/extraction:extracting-cancelled', extractingEnded),
  ],
})
