import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { projectKey, projectPath, type ProjectRef } from './project.ts'
import { command, request } from './request.ts'

const run = z.object({
  id: z.string(),
  job: z.string(),
  entity_id: z.nullable(z.string()),
  state: z.string(),
  progress: z.number(),
  note: z.nullable(z.string()),
  attempts: z.number(),
  error_code: z.nullable(z.string()),
  error_message: z.nullable(z.string()),
  created_at: z.string(),
  started_at: z.nullable(z.string()),
  finished_at: z.nullable(z.string()),
  retried_as: z.nullable(z.string()),
})

/** One run of a job. `progress` runs from 0 to 1. */
export type JobRun = z.output<typeof run>

/** The states of a run, in the order in which they are offered. */
export const runStates = ['running', 'queued', 'failed', 'cancelled', 'done'] as const

/** Recent runs, newest first; asked again while something runs. */
export const jobsQuery = (ref: ProjectRef, state?: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'job-runs', state ?? 'all'],
    queryFn: async ({ signal }) =>
      (
        await request(z.object({ items: z.array(run) }), `${projectPath(ref)}/job-runs`, {
          query: { state, limit: 200 },
          signal,
        })
      ).items,
    refetchInterval: ({ state: { data } }) =>
      data?.some((item) => item.state === 'running' || item.state === 'queued') ? 1_500 : 15_000,
  })

/** Stops a run; one that has not begun never does. */
export const cancelJob = (ref: ProjectRef, id: string): Promise<void> =>
  command(`${projectPath(ref)}/job-runs/${id}/cancel`, { method: 'POST' })

/** Starts a run that failed or was stopped once more. */
export const retryJob = (ref: ProjectRef, id: string): Promise<void> =>
  command(`${projectPath(ref)}/job-runs/${id}/retry`, { method: 'POST' })
