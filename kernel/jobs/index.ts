export { defineJob, type Job, type JobRun } from './job.ts'
export { sendOnce } from './send-once.ts'
export { openJobs, type JobQueue } from './queue.ts'
export { jobCancelled, jobFailed, type JobEnded } from './events.ts'
