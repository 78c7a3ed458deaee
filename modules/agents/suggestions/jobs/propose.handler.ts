import type { JobRun } from '#kernel/jobs/index.ts'
import { freshProposals, proposeAnew, together } from '../propose.ts'

/** What another run has proposed since it was looked for is left out, so that it may begin anew at any time. */
export const run = async (
  { transaction, progress, signal }: JobRun,
  { artifact_id: artifactId, engine }: { artifact_id: string; engine: string },
): Promise<unknown> => {
  const fresh = await transaction((context) => freshProposals(context, artifactId, engine))
  for (let from = 0; from < fresh.length; from += together) {
    signal.throwIfAborted()
    await transaction((context) => proposeAnew(context, fresh.slice(from, from + together)))
    progress(Math.min(1, (from + together) / fresh.length))
  }
  return { proposed: fresh.length }
}
