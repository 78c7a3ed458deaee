import { PgBoss } from 'pg-boss'
import type { Database, Tx } from '../db/index.ts'
import { bossOn, guardBoss, queueName } from '../jobs/boss.ts'
import type { Job } from '../jobs/job.ts'

/** Queues what had not finished when the backup was made. */
export interface JobResender {
  /** gives how many runs were queued again */
  resend(tx: Tx): Promise<number>
  close(): Promise<void>
}

/** Makes the queue's tables where they are missing. The queue itself is in no backup: the runs say what is open. */
export const openJobResender = async (
  database: Database,
  jobs: ReadonlyMap<string, Job>,
): Promise<JobResender> => {
  await guardBoss(database, [...jobs.values()])
  const boss = new PgBoss({
    db: bossOn(database),
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
  })
  await boss.start()
  return {
    async resend(tx) {
      await tx.query(
        `update job_runs set state = 'failed', finished_at = now(), error_code = 'no-such-job', error_message = 'This job no longer exists.'
         where state in ('queued', 'running') and (project_id is null or not job = any ($1::text[]))`,
        [[...jobs.keys()]],
      )
      const open = await tx.query<{ org_id: string; id: string; project_id: string; job: string }>(
        `update job_runs set state = 'queued' where state in ('queued', 'running') returning org_id, id, project_id, job`,
      )
      const db = {
        executeSql: async (text: string, values?: unknown[]) => ({
          rows: await tx.query(text, values ?? []),
        }),
      }
      for (const { org_id, id, project_id, job } of open) {
        await boss.send(queueName(job), { org_id, project_id, run_id: id, correlation_id: id }, { id, db })
      }
      return open.length
    },
    close: () => boss.stop({ graceful: false }),
  }
}
