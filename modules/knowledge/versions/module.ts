import { defineModule } from '#kernel/module/index.ts'
import { confirmStaleEvidence, readChanges, readStaleEvidence } from './contract.ts'
import { versionsCompared } from './events.ts'
import { compareVersionsJob } from './jobs/compare.job.ts'
import { reactions } from './reactions.ts'

export const versions = defineModule({
  id: 'knowledge/versions',
  title: 'Versions',
  folder: import.meta.dirname,
  dependsOn: ['knowledge/artifacts'],
  tables: [
    { name: 'version_comparisons', scope: 'project' },
    { name: 'passage_changes', scope: 'project' },
  ],
  events: [versionsCompared],
  reactions,
  jobs: [compareVersionsJob],
  endpoints: [readChanges, readStaleEvidence, confirmStaleEvidence],
})
