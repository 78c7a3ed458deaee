import type { JobRun } from '#kernel/jobs/index.ts'
import { compareInThread } from '../comparison/comparison-thread.ts'
import { judgeEvidence } from '../commands/judge-evidence.ts'
import { versionsCompared } from '../events.ts'
import { citedSpans, versionsOf } from '../queries/versions.ts'
import { storeComparison } from '../store.ts'

/**
 * Compares outside of any transaction, then stores changes and marks links together. May be run again: a comparison is
 * stored once, and only links that nobody has judged yet are judged.
 */
export const run = async (job: JobRun, input: { artifact_id: string }): Promise<unknown> => {
  const versions = await job.transaction((context) => versionsOf(context, input.artifact_id))
  if (!versions) return { skipped: 'the file supersedes nothing, or one of the two has no text' }
  const spans = await job.transaction((context) => citedSpans(context, versions.older.id, versions.newer.id))
  const { older, newer } = versions
  const compared = await compareInThread({ older: older.stored, newer: newer.stored, spans }, job.signal)
  return job.transaction(async (context) => {
    const isFirst = await storeComparison(context, older, newer, compared)
    const judged = await judgeEvidence(context, newer, spans, compared.fates)
    const outcome = { changes: compared.changes.length, stale: judged.stale }
    if (isFirst || judged.stale > 0)
      context.emit(
        versionsCompared({ old_id: older.id, new_id: newer.id, ...outcome }, { entityId: newer.id }),
      )
    return { ...outcome, carried: judged.carried }
  })
}
