import { createHash } from 'node:crypto'
import { getConstructionPlans, PgBoss } from 'pg-boss'
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

const queuesOf = (jobs: readonly Job[]) =>
  jobs.map((job) => ({
    name: queueName(job.name),
    options: {
      retryLimit: job.retries,
      retryDelay: 2,
      retryBackoff: true,
      expireInSeconds: job.timeoutSeconds,
      heartbeatSeconds: 30,
    },
  }))

const [app, maintenance] = [roleName('app'), roleName('maintenance')]
const mine = "(data ->> 'org_id')::uuid = nullif(current_setting('app.org_id', true), '')::uuid"

const guards: readonly string[] = [
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
]

/**
 * Makes the queue's tables and queues, and guards them: a request may add and see jobs of its own organization only,
 * and only the maintenance role works on them. Done again only when any of it has changed.
 */
export const guardBoss = async (database: Database, jobs: readonly Job[]): Promise<void> => {
  const queues = queuesOf(jobs)
  const wanted = createHash('sha256')
    .update(JSON.stringify([getConstructionPlans(), queues, guards]))
    .digest('hex')
  const [present] = await database
    .sql('owner')
    .query<{ checksum: string | null }>(
      `select checksum from schema_changes where owner = 'kernel' and name = 'queues' and to_regclass('pgboss.job') is not null`,
    )
  if (present?.checksum === wanted) return
  await makeQueues(database, queues)
  await database.as('owner', async (tx) => {
    for (const statement of guards) await tx.query(statement)
    await tx.query(
      "insert into schema_changes (owner, name, checksum, compatibility) values ('kernel', 'queues', $1, 'derived') " +
        'on conflict (owner, name) do update set checksum = excluded.checksum, applied_at = now()',
      [wanted],
    )
  })
}

const makeQueues = async (database: Database, queues: ReturnType<typeof queuesOf>): Promise<void> => {
  const boss = new PgBoss({ db: bossAs(database, 'owner'), supervise: false, schedule: false })
  await boss.start()
  for (const { name, options } of queues) {
    if (await boss.getQueue(name)) await boss.updateQueue(name, options)
    else await boss.createQueue(name, options)
  }
  await boss.stop({ graceful: false })
}
