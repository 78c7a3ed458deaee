import type { Database } from '../db/index.ts'

/** Starts of a run after which it is taken to be what kills the process, and no longer tried. */
const maxStarts = 10

/**
 * Makes every run that is in progress wait again, without counting against its retries: dying with its process is not
 * its own failure. Only for the one process of an embedded database, before it begins to work.
 */
export const requeueAll = async (database: Database): Promise<LostRun[]> => {
  await database.as('maintenance', async (tx) => {
    await tx.query(
      `update pgboss.job j set state = 'failed', completed_on = now() from job_runs r
       where j.state = 'active' and r.id = j.id and r.attempts >= $1`,
      [maxStarts],
    )
    // without a start it is not counted as a retry
    await tx.query(
      `update pgboss.job set state = 'retry', started_on = null, heartbeat_on = null, start_after = now() where state = 'active'`,
    )
    await tx.query(`update pgboss.job set start_after = now() where state = 'retry'`)
  })
  return endLostRuns(database)
}

/** Makes runs wait again that this process started and cannot finish, as if it had not begun. */
export const requeue = async (database: Database, runIds: readonly string[]): Promise<void> => {
  if (runIds.length === 0) return
  await database
    .sql('maintenance')
    .query(
      `update pgboss.job set state = 'retry', started_on = null, heartbeat_on = null, completed_on = null, start_after = now() where id = any ($1::uuid[]) and state in ('active', 'retry', 'failed')`,
      [runIds],
    )
}

/** A run that ended without its handler. */
export interface LostRun {
  org_id: string
  id: string
  project_id: string | null
  job: string
  entity_id: string | null
  state: 'failed' | 'cancelled'
  error_code: string | null
  error_message: string | null
}

/** Ends runs that the queue no longer knows or has given up, and gives them. */
export const endLostRuns = (database: Database): Promise<LostRun[]> =>
  database.sql('maintenance').query<LostRun>(
    `update job_runs r set state = case when cancel_requested_at is null then 'failed' else 'cancelled' end, finished_at = now(),
       error_code = case when cancel_requested_at is null then 'interrupted' end,
       error_message = case when cancel_requested_at is null then 'It was interrupted too often, or took too long, and is no longer tried.' end
     where r.state in ('queued', 'running') and r.created_at < now() - interval '5 seconds'
       and not exists (select 1 from pgboss.job j where j.id = r.id and j.state < 'completed')
     returning r.org_id, r.id, r.project_id, r.job, r.entity_id, r.state, r.error_code, r.error_message`,
  )
