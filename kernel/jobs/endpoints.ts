import { z } from 'zod'
import { projectAction, projectQuery, type Endpoint } from '../contract/endpoint.ts'
import { pageOf } from '../contract/schemas.ts'
import { notFound } from '../module/refusal.ts'

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
})
const columns =
  'id, job, entity_id, state, progress::float8 as progress, note, attempts, error_code, error_message, created_at, started_at, finished_at'

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
    summary: 'What is still to be done: runs of jobs, and events on their way to those who react',
    permit: { kind: 'artifact', action: 'view' },
    output: z.object({ jobs: z.int(), deliveries: z.int() }),
    handle: async ({ tx, scope, project }) => {
      const [open] = await tx.query<{ jobs: number; deliveries: number }>(
        `select (select count(*) from job_runs where org_id = $1 and project_id = $2 and state in ('queued', 'running')) as jobs,
           (select count(*) from event_deliveries where org_id = $1 and project_id = $2 and state = 'pending' and next_at <= now()) as deliveries`,
        [scope.orgId, project.id],
      )
      return open ?? { jobs: 0, deliveries: 0 }
    },
  }),
  projectAction({
    method: 'POST',
    path: 'job-runs/{id}/cancel',
    name: 'job_runs.cancel',
    summary: 'Stop a run',
    permit: { kind: 'artifact', action: 'edit' },
    output: z.object({ cancelled: z.boolean() }),
    handle: async ({ house, tx, scope }, { params }) => {
      if (!z.uuid().safeParse(params.id).success) throw notFound('run')
      return { cancelled: await house.jobs.cancel(tx, scope.orgId, params.id) }
    },
  }),
]
