import { PgBoss } from 'pg-boss'
import { roleName } from '../db/engine.ts'
import type { Database } from '../db/index.ts'
import type { Job } from './job.ts'

/** What pg-boss needs of a database. */
export interface BossDatabase {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
}

/** Queue names may hold letters, digits, underscores, hyphens, dots and slashes. */
export const queueName = (job: string): string => job.replaceAll(/[^\w./-]/g, '_')

/** pg-boss works as the maintenance role, and as the owner where it makes its tables. Its plans of several statements bring their own transaction. */
const bossAs = (database: Database, role: 'maintenance' | 'owner'): BossDatabase => ({
  async executeSql(text, values) {
    if (role === 'maintenance' && values && values.length > 0)
      return { rows: await database.sql(role).query(text, values) }
    return database.engine.withConnection(role, async (connection) => {
      const results = await connection.send([
        values && values.length > 0 ? { text, params: values } : { text },
      ])
      return { rows: results[0] ?? [] }
    })
  },
})

/** pg-boss as it works day by day. */
export const bossOn = (database: Database): BossDatabase => bossAs(database, 'maintenance')

/**
 * Makes the queue's tables and queues, and guards them: a request may add and see jobs of its own organization only,
 * and only the maintenance role works on them.
 */
export const guardBoss = async (database: Database, jobs: readonly Job[]): Promise<void> => {
  const boss = new PgBoss({ db: bossAs(database, 'owner'), supervise: false, schedule: false })
  await boss.start()
  for (const job of jobs) {
    const options = {
      retryLimit: job.retries,
      retryDelay: 2,
      retryBackoff: true,
      expireInSeconds: job.timeoutSeconds,
      heartbeatSeconds: 30,
    }
    const name = queueName(job.name)
    if (await boss.getQueue(name)) await boss.updateQueue(name, options)
    else await boss.createQueue(name, options)
  }
  await boss.stop({ graceful: false })
  const [app, maintenance] = [roleName('app'), roleName('maintenance')]
  const mine = "(data ->> 'org_id')::uuid = nullif(current_setting('app.org_id', true), '')::uuid"
  await database.as('owner', async (tx) => {
    for (const statement of [
      `grant usage on schema pgboss to ${app}, ${maintenance}`,
      `grant select, insert, update, delete on all tables in schema pgboss to ${maintenance}`,
      `grant usage on all sequences in schema pgboss to ${maintenance}`,
      `grant execute on all functions in schema pgboss to ${app}, ${maintenance}`,
      `grant select on pgboss.queue to ${app}`,
      // sending names the partition itself, and a partition does not inherit policies
      ...['pgboss.job', 'pgboss.job_common'].flatMap((table) => [
        `grant select, insert on ${table} to ${app}`,
        `alter table ${table} enable row level security`,
        `drop policy if exists tenant on ${table}`,
        `create policy tenant on ${table} to ${app} using (${mine}) with check (${mine})`,
      ]),
    ]) {
      await tx.query(statement)
    }
  })
}
