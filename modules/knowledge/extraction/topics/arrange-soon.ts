import type { Context } from '#kernel/module/index.ts'
import { arrangeTopicsJob } from '../jobs/arrange-topics.job.ts'

/** Has the topics arranged, once for however many files came in meanwhile: a run that still waits will see them all. */
export const arrangeSoon = async (context: Context): Promise<void> => {
  const [waiting] = await context.tx.query(
    `select 1 from job_runs where org_id = $1 and project_id = $2 and job = $3 and state = 'queued' limit 1`,
    [context.scope.orgId, context.project.id, arrangeTopicsJob.name],
  )
  if (!waiting) await context.send(arrangeTopicsJob, {})
}
