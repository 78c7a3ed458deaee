import { pruneIdempotencyKeys } from '../contract/idempotency.ts'
import type { Database } from '../db/index.ts'
import { archiveOldMonths } from '../ledger/index.ts'
import type { House } from '../module/house.ts'
import { checkBlobs, type DamagedBlob } from './blob-round.ts'
import { sweepBlobs } from './blob-sweep.ts'
import { defaultRetention, type Retention } from './retention.ts'

/** What one round did. */
export interface MaintenanceReport {
  /** monthly partitions made ahead */
  partitions: number
  /** rows of sessions, tokens and counters that had run out */
  expired: number
  jobRuns: number
  deliveries: number
  /** months of the audit log that were moved to files */
  archived: number
  /** rows that modules dealt with, by the name of their upkeep */
  upkeep: Record<string, number>
  /** stored contents to which nothing referred */
  swept: number
  blobs: { checked: number; damaged: DamagedBlob[] }
  /** steps that failed; the others were done nevertheless */
  failed: string[]
}

/** The work that nobody asks for: done at start and then daily. */
export interface Maintenance {
  runOnce(): Promise<MaintenanceReport>
  start(): void
  stop(): Promise<void>
}

const day = 24 * 60 * 60 * 1_000
const monthsAhead = 3
const rowsAtOnce = 5_000

/** Makes the maintenance of an installation. Every step may be repeated and may run in several processes at once. */
export const createMaintenance = (house: House, retention: Retention = defaultRetention): Maintenance => {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> | undefined

  const runOnce = async (): Promise<MaintenanceReport> => {
    const report: MaintenanceReport = {
      partitions: 0,
      expired: 0,
      jobRuns: 0,
      deliveries: 0,
      archived: 0,
      upkeep: {},
      swept: 0,
      blobs: { checked: 0, damaged: [] },
      failed: [],
    }
    const step = async (name: string, work: () => Promise<void>): Promise<void> => {
      try {
        await work()
      } catch (error) {
        report.failed.push(name)
        house.log.error({ err: error, step: name }, 'a step of the daily maintenance failed')
      }
    }
    for (const table of await monthlyTables(house.database)) {
      await step(`partitions of ${table}`, async () => {
        const [made] = await house.database
          .sql('maintenance')
          .query<{ made: number }>('select ensure_month_partitions($1, $2) as made', [table, monthsAhead])
        report.partitions += made?.made ?? 0
      })
    }
    await step('sessions', async () => void (report.expired = await house.identity.prune()))
    await step(
      'job runs',
      async () => void (report.jobRuns = await pruneJobRuns(house.database, retention.JOB_RUN_DAYS)),
    )
    await step(
      'deliveries',
      async () => void (report.deliveries = await pruneDeliveries(house.database, retention.DELIVERY_DAYS)),
    )
    if (retention.AUDIT_ARCHIVE_MONTHS > 0)
      await step(
        'audit archives',
        async () => void (report.archived = await archiveOldMonths(house, retention.AUDIT_ARCHIVE_MONTHS)),
      )
    await step('idempotency keys', async () => void (await pruneIdempotencyKeys(house.database)))
    for (const { name, run } of house.registry.modules.flatMap((module) => module.upkeep ?? []))
      await step(name, async () => void (report.upkeep[name] = await run(house)))
    await step('unused files', async () => void (report.swept = await sweepBlobs(house, unusedBefore(house))))
    await step('stored files', async () => void (report.blobs = await checkBlobs(house, new Date())))
    if (report.blobs.damaged.length > 0)
      house.log.error(
        { damaged: report.blobs.damaged },
        'stored files are missing or altered: restore them from a backup',
      )
    return report
  }
  const round = (): void => {
    running = runOnce()
      .then((report) => house.log.info({ ...report, blobs: report.blobs.checked }, 'daily maintenance'))
      .catch((error: unknown) => house.log.error({ err: error }, 'daily maintenance failed'))
  }

  return {
    runOnce,
    start() {
      if (timer) return
      timer = setInterval(round, day)
      timer.unref()
      round()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await running
    },
  }
}

/** Longer ago than an upload may take, and a while more for work that holds what is not written yet. */
const unusedBefore = ({ config }: Pick<House, 'config'>): Date =>
  new Date(Date.now() - (config.UPLOAD_EXPIRY_HOURS + 1) * 60 * 60 * 1_000)

/** Partitioned by time, that is by range; tables partitioned by hash need nothing. */
const monthlyTables = async (database: Database): Promise<string[]> => {
  const rows = await database.sql('maintenance').query<{ name: string }>(
    `select c.relname as name from pg_partitioned_table p join pg_class c on c.oid = p.partrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and p.partstrat = 'r' and not c.relispartition order by 1`,
  )
  return rows.map(({ name }) => name)
}

const pruneJobRuns = (database: Database, days: number): Promise<number> =>
  inBatches((limit) =>
    database.sql('maintenance').query(
      `delete from job_runs where (org_id, id) in (
         select org_id, id from job_runs where state in ('done', 'failed', 'cancelled') and finished_at < now() - make_interval(days => $1) limit $2) returning 1`,
      [days, limit],
    ),
  )

const pruneDeliveries = (database: Database, days: number): Promise<number> =>
  inBatches((limit) =>
    database.sql('maintenance').query(
      `delete from event_deliveries where (org_id, id) in (
         select org_id, id from event_deliveries where state = 'done' and delivered_at < now() - make_interval(days => $1) limit $2) returning 1`,
      [days, limit],
    ),
  )

/** Short transactions instead of one that holds its locks for long. */
const inBatches = async (remove: (limit: number) => Promise<unknown[]>): Promise<number> => {
  let removed = 0
  for (;;) {
    const { length } = await remove(rowsAtOnce)
    removed += length
    if (length < rowsAtOnce) return removed
  }
}
