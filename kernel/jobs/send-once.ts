import type { Context } from '../module/context.ts'
import type { Job } from './job.ts'

/**
 * Queues a run unless one with the same input has not begun, which will see what this transaction writes: it cannot
 * begin before the transaction ends. Gives the id of the run. For jobs that look for their work themselves.
 */
export const sendOnce = async <I>(context: Context, job: Job<I>, input: I): Promise<string> => {
  const [waiting] = await context.tx.query<{ id: string }>(
    `select id from job_runs where org_id = $1 and project_id = $2 and job = $3 and state = 'queued' and input = $4::jsonb
     order by id limit 1 for share skip locked`,
    [context.scope.orgId, context.project.id, job.name, JSON.stringify(job.input.parse(input))],
  )
  return waiting?.id ?? context.send(job, input)
}
