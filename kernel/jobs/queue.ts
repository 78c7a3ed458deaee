import { PgBoss } from 'pg-boss'
import { z } from 'zod'
import type { Database, TenantScope, Tx } from '../db/index.ts'
import { transactIn } from '../contract/open.ts'
import type { DomainEvent } from '../events/event.ts'
import type { Context } from '../module/context.ts'
import type { House } from '../module/house.ts'
import { Refusal } from '../module/refusal.ts'
import { systemPlace } from '../tenancy/system-place.ts'
import type { Job, JobRun } from './job.ts'
import { bossOn, guardBoss, queueName } from './boss.ts'
import { jobCancelled, jobFailed } from './events.ts'
import { endLostRuns, requeue, requeueAll, type LostRun } from './lost-runs.ts'

/** A job about to be queued. */
export interface Order<I = unknown> {
  runId: string
  job: Job<I>
  input: I
  scope: TenantScope
  projectId: string
  entityId: string | null
  correlationId: string
  /** it does not begin before */
  after?: Date | undefined
}

/** The queue: sends inside a transaction, works outside of it. */
export interface JobQueue {
  /** queues a run that exists only if the transaction commits */
  send<I>(tx: Tx, order: Order<I>): Promise<void>
  /** asks a run to stop; a queued one never starts */
  cancel(context: Context, runId: string): Promise<boolean>
  /** starts working on all jobs of the registry */
  work(house: House): Promise<void>
  /** runs in progress in this process */
  active(): number
  /** waits for what is running, at most this long, then lets it be taken up again at the next start */
  stop(graceMs: number): Promise<void>
}

/** Why a run is aborted when the process ends, as opposed to a person's wish. */
const shutdown = Symbol('shutdown')

/** Time that an aborted run has to come to its end, in milliseconds. */
const unwindMs = 2_000

const payload = z.object({
  org_id: z.uuid(),
  project_id: z.uuid(),
  run_id: z.uuid(),
  correlation_id: z.string(),
})

/** Opens the queue on a database; its own tables are made on first use. */
export const openJobs = async (
  database: Database,
  jobs: Iterable<Job>,
  onError: (error: unknown) => void,
): Promise<JobQueue> => {
  const declared = new Map([...jobs].map((job) => [queueName(job.name), job]))
  await guardBoss(database, [...declared.values()])
  const boss = new PgBoss({
    db: bossOn(database),
    migrate: false,
    createSchema: false,
    supervise: true,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    schedule: false,
  })
  boss.on('error', onError)
  await boss.start()
  // nobody else works on an embedded database: what is in progress there belonged to a process that is dead
  const lost = database.engine.kind === 'embedded' ? await requeueAll(database) : []
  const running = new Map<string, AbortController>()
  const timers = new Set<NodeJS.Timeout>()
  let house: House | undefined

  const wakeAt = (queue: string, after: Date | undefined): void => {
    const wake = (): void => house?.hub.wake(`jobs/${queue}`)
    if (!after) return wake()
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        wake()
      },
      Math.max(0, after.getTime() - Date.now()),
    )
    timers.add(timer.unref())
  }
  const runOne = async (job: Job, data: unknown, attempt: number, last: boolean): Promise<void> => {
    if (!house) return
    const { org_id, project_id, run_id, correlation_id } = payload.parse(data)
    const place = await systemPlace(house, org_id, project_id, { requestId: correlation_id })
    if (!place) return
    const abort = new AbortController()
    running.set(run_id, abort)
    const started = performance.now()
    let done = false
    try {
      await perform(place, job, run_id, { attempt, last, abort })
      done = true
    } finally {
      running.delete(run_id)
      house.telemetry.observe({
        name: `job ${job.name}`,
        kind: 'job',
        correlationId: correlation_id,
        durationMs: performance.now() - started,
        attributes: { 'throughline.job': job.name },
        failed: !done,
      })
    }
  }

  return {
    async send(tx, order) {
      const { scope } = order
      const queue = queueName(order.job.name)
      tx.defer(
        `insert into job_runs (org_id, id, project_id, job, entity_id, input, actor_type, actor_id) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          scope.orgId,
          order.runId,
          order.projectId,
          order.job.name,
          order.entityId,
          JSON.stringify(order.input),
          scope.actor.type,
          scope.actor.id,
        ],
      )
      const data = {
        org_id: scope.orgId,
        project_id: order.projectId,
        run_id: order.runId,
        correlation_id: order.correlationId,
      }
      await boss.send(queue, data, {
        id: order.runId,
        ...(order.after ? { startAfter: order.after } : {}),
        db: { executeSql: async (text, values) => ({ rows: await tx.query(text, values ?? []) }) },
      })
      tx.afterCommit(() => wakeAt(queue, order.after))
    },
    async cancel({ tx, scope, emit }, runId) {
      const [row] = await tx.query<{ state: string; job: string; entity_id: string | null }>(
        `update job_runs set cancel_requested_at = now(), state = case when state = 'queued' then 'cancelled' else state end,
           finished_at = case when state = 'queued' then now() else finished_at end
         where org_id = $1 and id = $2 and state in ('queued', 'running') returning state, job, entity_id`,
        [scope.orgId, runId],
      )
      // no handler will ever run that could say so
      if (row?.state === 'cancelled') emit(cancelledEvent(runId, row))
      tx.afterCommit(() => running.get(runId)?.abort())
      return row !== undefined
    },
    async work(opened) {
      house = opened
      await tellOfLostRuns(opened, lost.splice(0))
      for (const [queue, job] of declared) {
        const options = {
          includeMetadata: true as const,
          localConcurrency: job.concurrency,
          pollingIntervalSeconds: 2,
          batchSize: 1,
        }
        const worker = await boss.work(queue, options, async ([item]) => {
          // where there was one there may be more: the worker asks again at once, and rests only when it finds nothing
          boss.notifyWorker(worker)
          if (item) await runOne(job, item.data, item.retryCount + 1, item.retryCount >= item.retryLimit)
        })
        opened.hub.onWake(`jobs/${queue}`, () => boss.notifyWorker(worker))
      }
      timers.add(watchCancellation(opened, running))
      timers.add(watchLostRuns(opened))
    },
    active: () => running.size,
    async stop(graceMs) {
      for (const timer of timers) clearInterval(timer)
      const asked = setTimeout(() => running.forEach((abort) => abort.abort(shutdown)), graceMs)
      await boss.stop({ graceful: true, timeout: graceMs + unwindMs })
      clearTimeout(asked)
      await requeue(database, [...running.keys()])
    },
  }
}

/** Runs may be cancelled from another process: its wish stands in the table. */
const watchCancellation = (house: House, running: Map<string, AbortController>): NodeJS.Timeout => {
  const timer = setInterval(() => {
    if (running.size === 0) return
    house.database
      .sql('maintenance')
      .query<{ id: string }>(
        'select id from job_runs where id = any ($1::uuid[]) and cancel_requested_at is not null',
        [[...running.keys()]],
      )
      .then((rows) => rows.forEach(({ id }) => running.get(id)?.abort()))
      .catch((error: unknown) => house.log.warn({ err: error }, 'looking for cancelled jobs failed'))
  }, 2_000)
  return timer.unref()
}

/** Runs that the queue has given up, because their process died too often or they took too long, are ended for people too. */
const watchLostRuns = (house: House): NodeJS.Timeout =>
  setInterval(() => {
    endLostRuns(house.database)
      .then((ended) => tellOfLostRuns(house, ended))
      .catch((error: unknown) => house.log.warn({ err: error }, 'ending lost jobs failed'))
  }, 10_000).unref()

type Place = NonNullable<Awaited<ReturnType<typeof systemPlace>>>

const perform = async (
  place: Place,
  job: Job,
  runId: string,
  about: { attempt: number; last: boolean; abort: AbortController },
): Promise<void> => {
  const { house } = place
  const begun = await transactIn(place, ({ tx, scope }) =>
    tx.last<{
      input: unknown
      actor_type: 'user' | 'agent' | 'api_key' | 'system'
      actor_id: string | null
      entity_id: string | null
    }>(
      `update job_runs set state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, now()), error_code = null, error_message = null
       where org_id = $1 and id = $2 and state in ('queued', 'running', 'failed') and cancel_requested_at is null returning input, actor_type, actor_id, entity_id`,
      [scope.orgId, runId],
    ),
  )
  const row = begun[0]
  if (!row) return
  const acting = {
    ...place,
    scope: { ...place.scope, actor: { type: row.actor_type, id: row.actor_id } },
    userId: row.actor_type === 'user' ? row.actor_id : null,
  }
  const subject = { job: job.name, entity_id: row.entity_id }
  // what ends at once has no progress to be told
  let noted = Date.now()
  const run: JobRun = {
    runId,
    house,
    attempt: about.attempt,
    signal: about.abort.signal,
    transaction: (work) => transactIn(acting, work),
    progress(share, note) {
      if (Date.now() - noted < 250) return
      noted = Date.now()
      note_(place, runId, share, note).catch((error: unknown) =>
        house.log.warn({ err: error }, 'noting progress failed'),
      )
    },
  }
  try {
    const { run: body } = await job.handler()
    const result = await body(run, job.input.parse(row.input))
    await end(place, runId, 'done', { result }, subject)
  } catch (error) {
    if (about.abort.signal.reason === shutdown) {
      // not its own fault: it is taken up again where there is a process to do so
      await end(place, runId, 'queued', {}, subject)
      return requeue(house.database, [runId])
    }
    if (about.abort.signal.aborted) return void (await end(place, runId, 'cancelled', {}, subject))
    house.log.warn({ err: error, job: job.name, run: runId }, 'a job failed')
    const expected = error instanceof Refusal
    const outcome = {
      code: expected ? error.code : 'internal',
      message: expected ? error.message : 'It failed unexpectedly; the log of the server says why.',
    }
    await end(place, runId, about.last || expected ? 'failed' : 'queued', outcome, subject)
    if (!expected) throw error
  }
}

const note_ = (place: Place, runId: string, share: number, note: string | undefined): Promise<unknown> =>
  transactIn(place, async (context) => {
    context.tx.defer('update job_runs set progress = $3, note = $4 where org_id = $1 and id = $2', [
      context.scope.orgId,
      runId,
      Math.min(1, Math.max(0, share)).toFixed(4),
      note ?? null,
    ])
    context.emit({
      type: 'job.progressed.v1',
      payload: { run_id: runId, progress: share, note: note ?? null },
    })
  })

const end = (
  place: Place,
  runId: string,
  state: 'done' | 'failed' | 'cancelled' | 'queued',
  outcome: { result?: unknown; code?: string; message?: string },
  subject: { job: string; entity_id: string | null },
): Promise<unknown> =>
  transactIn(place, async (context) => {
    context.tx.defer(
      `update job_runs set state = $3, result = $4::jsonb, error_code = $5, error_message = $6, progress = case when $3 = 'done' then 1 else progress end,
         finished_at = case when $3 = 'queued' then null else now() end where org_id = $1 and id = $2`,
      [
        context.scope.orgId,
        runId,
        state,
        outcome.result === undefined ? null : JSON.stringify(outcome.result),
        outcome.code ?? null,
        outcome.message ?? null,
      ],
    )
    if (state === 'cancelled') return context.emit(cancelledEvent(runId, subject))
    if (state === 'failed')
      return context.emit(
        jobFailed({ run_id: runId, ...subject, code: outcome.code ?? '', message: outcome.message ?? '' }),
      )
    return context.emit({
      type: `job.${state === 'queued' ? 'retried' : state}.v1`,
      payload: { run_id: runId, code: outcome.code ?? null },
    })
  })

const cancelledEvent = (
  runId: string,
  { job, entity_id }: { job: string; entity_id: string | null },
): DomainEvent =>
  jobCancelled({ run_id: runId, job, entity_id, code: 'cancelled', message: 'It was stopped by somebody.' })

/** Runs that ended without their handler are told of like all others, so that modules can put right what waits for them. */
const tellOfLostRuns = async (house: House, ended: readonly LostRun[]): Promise<void> => {
  for (const { org_id, project_id, id, job, entity_id, state, error_code, error_message } of ended) {
    const place = await systemPlace(house, org_id, project_id, { requestId: id })
    if (!place) continue
    const subject = { job, entity_id }
    await transactIn(place, async (context) =>
      context.emit(
        state === 'cancelled'
          ? cancelledEvent(id, subject)
          : jobFailed({ run_id: id, ...subject, code: error_code ?? '', message: error_message ?? '' }),
      ),
    )
  }
}
