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
  return waiting?.id ?? context.send(job, input, { after: await restedAt(context, job) })
}

/** When the project has rested from the last run of a job; undefined where it has. */
const restedAt = async <I>(
  { tx, scope, project }: Context,
  { name, rest }: Job<I>,
): Promise<Date | undefined> => {
  if (!rest) return undefined
  const [last] = await tx.query<{ at: string }>(
    `select coalesce(finished_at, now()) + greatest(make_interval(secs => $4::float8 / 1000), (coalesce(finished_at, now()) - started_at) * $5::float8) as at
     from job_runs where org_id = $1 and project_id = $2 and job = $3 and started_at is not null order by created_at desc limit 1`,
    [scope.orgId, project.id, name, rest.leastMs, rest.times],
  )
  const at = last && new Date(last.at)
  return at && at.getTime() > Date.now() ? at : undefined
}
