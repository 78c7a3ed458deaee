import type { JobRun } from '#kernel/jobs/index.ts'
import { calibrate } from '../calibration/calibrate.ts'
import { keepCalibration } from './model-state.ts'
import { generalWeight } from '../queries/fusion-weight.ts'
import { searchSettingsOf } from '../settings.ts'

/** Looks in short transactions and embeds outside of them, as a search would; the weight is kept for the project. */
export const run = async (job: JobRun): Promise<unknown> => {
  const { ai } = job.house
  const model = ai.describe().embeddingModel
  const queries = searchSettingsOf(job.house).SEARCH_CALIBRATION_QUERIES
  if (model === null || queries === 0) return { skipped: 'there is nothing to find out' }
  const scope = await job.transaction(async (context) => ({
    orgId: context.scope.orgId,
    projectId: context.project.id,
    runId: job.runId,
  }))
  let calls = 0
  const found = await calibrate(
    {
      read: (work) => job.transaction(work),
      embed: async (texts, side) => {
        calls += 1
        const { vectors } = await ai.embed({
          scope,
          purpose: 'search.calibrate',
          texts,
          side,
          signal: job.signal,
          correlationId: job.runId,
          idempotencyKey: `${job.runId}:${job.attempt}:${calls}`,
        })
        return vectors
      },
      signal: job.signal,
      progress: (share) => job.progress(share),
    },
    { model, queries, general: generalWeight(model) },
  )
  if (!found) return { skipped: 'the project has too few passages to tell' }
  await job.transaction((context) => keepCalibration(context, model, found))
  return { model, ...found }
}
