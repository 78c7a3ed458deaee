import type { z } from 'zod'
import type { Context } from '../module/context.ts'
import type { House } from '../module/house.ts'

/** What a handler is given: short transactions, a way to report and a way to notice that it should stop. */
export interface JobRun {
  runId: string
  house: House
  attempt: number
  /** aborted when somebody cancels the run or the server shuts down */
  signal: AbortSignal
  /** opens one tenant transaction as the person who caused the job */
  transaction<T>(work: (context: Context) => Promise<T>): Promise<T>
  /** reports progress between 0 and 1, at most a few times a second */
  progress(share: number, note?: string): void
}

/** A declared job. The body is loaded when the first run needs it. */
export interface Job<I = unknown> {
  name: string
  input: z.ZodType<I>
  /** further attempts after the first failed one */
  retries: number
  /** runs of this job at the same time in one process */
  concurrency: number
  timeoutSeconds: number
  /**
   * What lies at least between two runs for one project that `sendOnce` queues: so many milliseconds, and so many
   * times what the last one took. For jobs that work on all of a project whenever a part of it changes.
   */
  rest?: { leastMs: number; times: number }
  handler(): Promise<{ run(job: JobRun, input: I): Promise<unknown> }>
}

/** Declares a job. Handlers must be idempotent: an interrupted run is started again. */
export const defineJob = <I>(job: Pick<Job<I>, 'name' | 'input' | 'handler'> & Partial<Job<I>>): Job<I> => ({
  retries: 2,
  concurrency: 1,
  timeoutSeconds: 15 * 60,
  ...job,
})
