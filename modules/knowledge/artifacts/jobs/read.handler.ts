import type { Context } from '#kernel/module/index.ts'
import type { JobRun } from '#kernel/jobs/index.ts'
import { BlobError } from '#kernel/storage/index.ts'
import { markFailed } from '../commands/finish.ts'
import { keepReading } from '../commands/keep-reading.ts'
import { artifactRead } from '../events.ts'
import { readerOf } from '../reader.ts'
import { ReadingError, type Reading, type ReadingProgress } from '../reading/index.ts'
import { lockProgress, setProcessing, type Progress } from '../store.ts'
import { readArtifact, type ReadInput } from './read.job.ts'
import { withSpooledContent } from './spooled-content.ts'

/**
 * Reads one file. May be run any number of times: what is stored already is not read again, and the event that the
 * text is there goes out with the change of state that it stands for.
 */
export const run = async (job: JobRun, { artifact_id }: ReadInput): Promise<unknown> => {
  const file = await job.transaction((context) => begin(context, artifact_id))
  if (!file) return { read: false }
  try {
    const reading = await read(job, file)
    const stored = await keepReading(
      { house: job.house, orgId: file.orgId, transaction: (work) => job.transaction(work) },
      artifact_id,
      reading,
    )
    return { read: stored, characters: reading.text.length, attachments: reading.attachments.length }
  } catch (error) {
    const failure = (await wasCancelled(job)) ? cancelled : failureOf(error, job)
    if (!failure) throw error
    await job.transaction((context) => markFailed(context, artifact_id, failure.code, failure.reason))
    return { read: false, failure: failure.code }
  }
}

const begin = async (context: Context, id: string): Promise<Progress | undefined> => {
  const file = await lockProgress(context, id)
  if (!file || file.isDeleted || (file.state !== 'pending' && file.state !== 'processing')) return undefined
  if (file.state === 'pending') {
    await setProcessing(context, id)
    // retried after its text had been read: what follows reading is to be done again
    if (file.hasText) context.emit(artifactRead({ artifact_id: id }, { entityId: id }))
  }
  return file.hasText ? undefined : file
}

const read = async (job: JobRun, file: Progress): Promise<Reading> => {
  const { pool, maxInputBytes } = readerOf(job.house)
  if (file.size === 0) throw new ReadingError('empty')
  const request = {
    filename: file.filename,
    signal: job.signal,
    ...(file.mediaType ? { mediaType: file.mediaType } : {}),
  }
  const tell = ({ done, total, unit }: ReadingProgress): void =>
    job.progress(total > 0 ? done / total : 0, `Reading ${unit} ${done} of ${total}`)
  if (file.size > maxInputBytes)
    return withSpooledContent(job.house, { ...file, signal: job.signal }, (path) =>
      pool.read({ ...request, path, bytes: new Uint8Array() }, tell),
    )
  const bytes = await job.house.blobs.read(file.orgId, file.sha256)
  return pool.read({ ...request, bytes }, tell)
}

const cancelled = {
  code: 'cancelled',
  reason: 'Reading this file was stopped by somebody. It can be read again.',
}

/** A run is also stopped when the server shuts down; then it is taken up again and nothing has failed. */
const wasCancelled = async (job: JobRun): Promise<boolean> => {
  if (!job.signal.aborted) return false
  const rows = await job.transaction(({ tx, scope }) =>
    tx.query('select 1 from job_runs where org_id = $1 and id = $2 and cancel_requested_at is not null', [
      scope.orgId,
      job.runId,
    ]),
  )
  return rows.length > 0
}

/** What of an error is told to the person who uploaded the file; undefined where trying again is better. */
const failureOf = (error: unknown, job: JobRun): { code: string; reason: string } | undefined => {
  if (job.signal.aborted) return undefined
  if (error instanceof ReadingError) return { code: error.code, reason: error.message }
  if (error instanceof BlobError && error.code === 'not-found') {
    return {
      code: 'content-missing',
      reason: 'The content of this file is no longer in the file storage. Upload the file again.',
    }
  }
  if (job.attempt <= readArtifact.retries) return undefined
  return {
    code: 'internal',
    reason:
      'Reading this file failed unexpectedly, several times. Try again later; if it fails again, tell the operator.',
  }
}
