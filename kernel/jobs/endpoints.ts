import { z } from 'zod'
import { projectAction, projectQuery, type Endpoint } from '../contract/endpoint.ts'
import { pageOf } from '../contract/schemas.ts'
import { notFound, Refusal } from '../module/refusal.ts'

const run = z.object({
  id: z.uuid(),
  job: z.string(),
  entity_id: z.uuid().nullable(),
  state: z.string(),
  progress: z.number(),
  note: z.string().nullable(),
  attempts: z.int(),
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
  created_at: z.string(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  /** the run that took the place of this one */
  retried_as: z.uuid().nullable(),
})
const columns =
  'id, job, entity_id, state, progress::float8 as progress, note, attempts, error_code, error_message, created_at, started_at, finished_at, retried_as'

/** Runs of jobs: what is going on, and how to stop it. Whoever may see the artifacts of a project may see its jobs. */
export const jobEndpoints: readonly Endpoint[] = [
  projectQuery({
    path: 'job-runs',
    name: 'job_runs.list',
    summary: 'Recent runs of jobs',
    permit: { kind: 'artifact', action: 'view' },
    query: z.strictObject({
      state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: pageOf(run),
    handle: async ({ tx, scope, project }, { query }) => ({
      items: await tx.query(
        `select ${columns} from job_runs where org_id = $1 and project_id = $2 and ($3::text is null or state = $3) order by created_at desc limit $4`,
        [scope.orgId, project.id, query.state ?? null, query.limit],
      ),
      next_cursor: null,
    }),
  }),
  projectQuery({
    path: 'work',
    name: 'job_runs.open',
    summary:
      'What is still to be done: runs of jobs, and events on their way to those who react; of all, or of what was begun before a time',
    permit: { kind: 'artifact', action: 'view' },
    query: z.strictObject({ before: z.iso.datetime({ offset: true }).optional() }),
    output: z.object({ jobs: z.int(), deliveries: z.int(), at: z.string() }),
    handle: async ({ tx, scope, project, now }, { query }) => {
      const [open] = await tx.query<{ jobs: number; deliveries: number; at: string }>(
        `select (select count(*) from job_runs where org_id = $1 and project_id = $2 and state in ('queued', 'running') and created_at <= coalesce($3::timestamptz, now())) as jobs,
           (select count(*) from event_deliveries where org_id = $1 and project_id = $2 and state = 'pending' and next_at <= now() and event_at <= coalesce($3::timestamptz, now())) as deliveries,
           now() as at`,
        [scope.orgId, project.id, query.before ?? null],
      )
      return open ?? { jobs: 0, deliveries: 0, at: now }
    },
  }),
  projectAction({
    method: 'POST',
    path: 'job-runs/{id}/cancel',
    name: 'job_runs.cancel',
    summary: 'Stop a run',
    permit: { kind: 'artifact', action: 'edit' },
    output: z.object({ cancelled: z.boolean() }),
    handle: async (context, { params }) => {
      if (!z.uuid().safeParse(params.id).success) throw notFound('run')
      return { cancelled: await context.house.jobs.cancel(context, params.id) }
    },
  }),
  projectAction({
    method: 'POST',
    path: 'job-runs/{id}/retry',
    name: 'job_runs.retry',
    summary: 'Start a run that failed or was stopped once more, as a new run',
    permit: { kind: 'artifact', action: 'edit' },
    successStatus: 201,
    output: z.object({ id: z.uuid() }),
    handle: async (context, { params }) => {
      const { tx, scope, project, house } = context
      if (!z.uuid().safeParse(params.id).success) throw notFound('run')
      const [ended] = await tx.query<{
        job: string
        input: unknown
        entity_id: string | null
        state: string
      }>(
        `select job, input, entity_id, state from job_runs where org_id = $1 and project_id = $2 and id = $3 for no key update`,
        [scope.orgId, project.id, params.id],
      )
      const job = house.registry.jobs.get(ended?.job ?? '')
      if (!ended || !job) throw notFound('run')
      if (ended.state !== 'failed' && ended.state !== 'cancelled')
        throw new Refusal(409, 'wrong-state', 'Only a run that failed or was stopped can be started again.')
      const about = ended.entity_id === null ? {} : { entityId: ended.entity_id }
      const id = await context.send(job, ended.input, about)
      await tx.query('update job_runs set retried_as = $3 where org_id = $1 and id = $2', [
        scope.orgId,
        params.id,
        id,
      ])
      return { id }
    },
  }),
]
