import { z } from 'zod'
import { defineEvent } from '../events/event.ts'

const ended = z.object({
  run_id: z.uuid(),
  /** name of the job */
  job: z.string(),
  /** the record that it was about */
  entity_id: z.uuid().nullable(),
  /** stable, for programs */
  code: z.string(),
  /** for people */
  message: z.string(),
})

/** A run ended badly and is not tried again: its handler gave up, or never came to an end. */
export const jobFailed = defineEvent('job.failed.v1', ended)

/** Somebody stopped a run, before it began or while it was at work. */
export const jobCancelled = defineEvent('job.cancelled.v1', ended)

/** What {@link jobFailed} and {@link jobCancelled} say. */
export type JobEnded = z.output<typeof ended>
