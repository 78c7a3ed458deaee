import { on } from '#kernel/events/index.ts'
import { jobCancelled, jobFailed, sendOnce, type JobEnded } from '#kernel/jobs/index.ts'
import { defineModule, type Context } from '#kernel/module/index.ts'
import { markAbandoned } from '#modules/knowledge/artifacts/index.ts'
import { artifactRead } from '#modules/knowledge/artifacts/events.ts'
import {
  conflictResolved,
  findingsStored,
  referentMerged,
  referentSplit,
  referentUnmerged,
} from './events.ts'
import { extractAgain, extractionEstimate } from './commands/extract-again.ts'
import { arrangeTopicsJob } from './jobs/arrange-topics.job.ts'
import { extractJob } from './jobs/extract.job.ts'
import { dismissInsight, listInsights, rateInsight, recallInsight } from './contract.ts'
import { mergeReferent, unmergeReferent } from './commands/merge-referent.ts'
import { splitReferent } from './commands/split-referent.ts'
import { resolveConflict, dismissConflict, reopenConflict } from './commands/settle-conflict.ts'
import { findConflicts } from './conflicts/find-conflicts.ts'
import { conflict, referent, topic } from './kinds.ts'
import { conflictPolicy, referentPolicy, topicPolicy } from './policy.ts'
import {
  artifactFindings,
  referentCandidates,
  referentMentions,
  topicArtifacts,
  topicHierarchy,
} from './queries.ts'
import { resolveArtifact } from './referents/index.ts'
import { extractionSettings } from './settings.ts'

const extractingEnded = async ({ payload }: { payload: JobEnded }, context: Context): Promise<void> => {
  if (payload.job === extractJob.name) await markAbandoned(context, payload)
}

export const extraction = defineModule({
  id: 'knowledge/extraction',
  title: 'Extraction',
  folder: import.meta.dirname,
  dependsOn: ['knowledge/artifacts', 'metering/usage'],
  config: extractionSettings,
  evaluations: () => import('./evaluation/index.ts'),
  kinds: [referent, conflict, topic],
  policies: [referentPolicy, conflictPolicy, topicPolicy],
  commands: [mergeReferent, unmergeReferent, splitReferent, resolveConflict, dismissConflict, reopenConflict],
  tables: [
    {
      name: 'artifact_persons',
      scope: 'project',
      personal: {
        of: 'referent_id',
        source: 'artifact_id',
        columns: { name: '[erased]', role: null, organization: null, email: null, handle: null, spans: [] },
      },
    },
    {
      name: 'artifact_names',
      scope: 'project',
      personal: { of: 'referent_id', source: 'artifact_id', columns: { name: '[erased]', spans: [] } },
    },
    { name: 'artifact_facts', scope: 'project' },
    { name: 'artifact_topics', scope: 'project' },
    { name: 'artifact_insights', scope: 'project' },
    { name: 'insight_feedback', scope: 'project', audit: {} },
    {
      name: 'referent_rulings',
      scope: 'project',
      audit: {},
      // what a person decided about a name says the name: it goes with them
      personal: { of: 'referent_id', source: 'artifact_id', columns: { name_key: null }, deletes: true },
    },
  ],
  events: [findingsStored, conflictResolved, referentMerged, referentUnmerged, referentSplit],
  jobs: [extractJob, arrangeTopicsJob],
  endpoints: [
    extractAgain,
    extractionEstimate,
    listInsights,
    rateInsight,
    dismissInsight,
    recallInsight,
    artifactFindings,
    referentMentions,
    referentCandidates,
    topicHierarchy,
    topicArtifacts,
  ],
  reactions: [
    on(artifactRead, 'knowledge/extraction:extract', async ({ payload }, context) => {
      await context.send(extractJob, { artifact_id: payload.artifact_id }, { entityId: payload.artifact_id })
    }),
    on(jobFailed, 'knowledge/extraction:extracting-failed', extractingEnded),
    on(jobCancelled, 'knowledge/extraction:extracting-cancelled', extractingEnded),
    on(findingsStored, 'knowledge/extraction:resolve-names', ({ payload }, context) =>
      resolveArtifact(context, payload.artifact_id),
    ),
    on(findingsStored, 'knowledge/extraction:find-conflicts', ({ payload }, context) =>
      findConflicts(context, payload.artifact_id),
    ),
    on(findingsStored, 'knowledge/extraction:arrange-topics', async (_event, context) => {
      await sendOnce(context, arrangeTopicsJob, {})
    }),
  ],
})
