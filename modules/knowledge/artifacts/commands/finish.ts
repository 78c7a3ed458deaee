import type { JobEnded } from '#kernel/jobs/index.ts'
import type { Context } from '#kernel/module/index.ts'
import { artifactFailed, artifactProcessed } from '../events.ts'

/** What was found in a file, and by which engine. Counts that are left out stay as they are. */
export interface Findings {
  engine: string
  person_count?: number
  fact_count?: number
  topic_count?: number
  insight_count?: number
  /** findings that were thrown away because the text did not bear them out */
  dropped_count?: number
}

/** Ends the processing of a file well. Gives false, and changes nothing, where the file was not being processed. */
export const markProcessed = async (
  context: Context,
  artifactId: string,
  findings: Findings,
): Promise<boolean> => {
  const [done] = await context.tx.query(
    `update artifacts set state = 'processed', processed_at = now(), engine = $3, person_count = coalesce($4, person_count),
       fact_count = coalesce($5, fact_count), topic_count = coalesce($6, topic_count), insight_count = coalesce($7, insight_count),
       dropped_count = coalesce($8, dropped_count)
     where org_id = $1 and id = $2 and state = 'processing' returning id`,
    [
      context.scope.orgId,
      artifactId,
      findings.engine,
      findings.person_count ?? null,
      findings.fact_count ?? null,
      findings.topic_count ?? null,
      findings.insight_count ?? null,
      findings.dropped_count ?? null,
    ],
  )
  if (done) context.emit(artifactProcessed({ artifact_id: artifactId }, { entityId: artifactId }))
  return done !== undefined
}

/** Takes a processed file up again, for findings to be drawn anew. Gives false where it is not processed. */
export const reopenProcessing = async (context: Context, artifactId: string): Promise<boolean> => {
  const [open] = await context.tx.query(
    `update artifacts set state = 'processing' where org_id = $1 and id = $2 and state = 'processed' returning id`,
    [context.scope.orgId, artifactId],
  )
  return open !== undefined
}

/** Notes into how many pieces the text of a file was cut for search. */
export const noteChunks = async (context: Context, artifactId: string, count: number): Promise<void> => {
  await context.tx.query(
    'update artifacts set chunk_count = $3 where org_id = $1 and id = $2 and chunk_count <> $3',
    [context.scope.orgId, artifactId, count],
  )
}

/**
 * Ends the processing of a file badly; the file stays and can be retried. `reason` is read by the person who uploaded
 * it. Gives false, and changes nothing, where the file was not being processed.
 */
export const markFailed = async (
  context: Context,
  artifactId: string,
  code: string,
  reason: string,
): Promise<boolean> => {
  const [done] = await context.tx.query(
    `update artifacts set state = 'failed', failure_code = $3, failure_reason = $4
     where org_id = $1 and id = $2 and state in ('pending', 'processing') returning id`,
    [context.scope.orgId, artifactId, code, reason.slice(0, 2_000)],
  )
  if (done) context.emit(artifactFailed({ artifact_id: artifactId, code, reason }, { entityId: artifactId }))
  return done !== undefined
}

/**
 * A run that worked on a file ended without bringing the file to an end: the file is marked as failed, unless another
 * run of the job has it by now.
 */
export const markAbandoned = async (context: Context, ended: JobEnded): Promise<void> => {
  if (ended.entity_id === null) return
  const others = await context.tx.query(
    `select 1 from job_runs where org_id = $1 and job = $2 and entity_id = $3 and id <> $4 and state in ('queued', 'running')`,
    [context.scope.orgId, ended.job, ended.entity_id, ended.run_id],
  )
  if (others.length > 0) return
  const reason =
    ended.code === 'cancelled'
      ? 'Work on this file was stopped by somebody. It can be taken up again.'
      : `Work on this file was given up: ${ended.message} Try again later; if it fails again, tell the operator.`
  await markFailed(context, ended.entity_id, ended.code, reason)
}
