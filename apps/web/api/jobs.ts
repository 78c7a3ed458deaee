import { queryOptions } from '@tanstack/react-query'
import type { ItemOf, QueryOf } from '#apps/client/call.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

/** One run of a job. `progress` runs from 0 to 1. */
export type JobRun = ItemOf<'job_runs.list'>

/** The state of a run. */
export type RunState = NonNullable<QueryOf<'job_runs.list'>['state']>

/** The states of a run, in the order in which they are offered. */
export const runStates: readonly RunState[] = ['running', 'queued', 'failed', 'cancelled', 'done']

/** Recent runs, newest first; asked again while something runs. */
export const jobsQuery = (ref: ProjectRef, state?: RunState) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'job-runs', state ?? 'all'],
    queryFn: async ({ signal }) =>
      (await call('job_runs.list', { params: ref, query: { state, limit: 200 } }, { signal })).items,
    refetchInterval: ({ state: { data } }) =>
      data?.some((item) => item.state === 'running' || item.state === 'queued') ? 1_500 : 15_000,
  })

/** Stops a run; one that has not begun never does. */
export const cancelJob = (ref: ProjectRef, id: string) => call('job_runs.cancel', { params: { ...ref, id } })

/** Starts a run that failed or was stopped once more. */
export const retryJob = (ref: ProjectRef, id: string) => call('job_runs.retry', { params: { ...ref, id } })
