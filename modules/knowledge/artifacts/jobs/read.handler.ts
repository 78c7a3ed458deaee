import type { Context, House } from '#kernel/module/index.ts'
import type { JobRun } from '#kernel/jobs/index.ts'
import { BlobError } from '#kernel/storage/index.ts'
import { linkEntities } from '#kernel/graph/index.ts'
import { addFile, lockContents } from '../commands/add-file.ts'
import { markFailed } from '../commands/finish.ts'
import { joinThread } from '../commands/mail-threads.ts'
import { artifactRead } from '../events.ts'
import { cleanFileName } from '../file-name.ts'
import { mediaTypeOf } from '../media-type.ts'
import { unpackingRoom } from '../queries/unpacking-room.ts'
import { readerOf } from '../reader.ts'
import { ReadingError, type Attachment, type Reading, type ReadingProgress } from '../reading/index.ts'
import { lockProgress, setProcessing, storeReading, type Progress } from '../store.ts'
import type { ReceivedFile } from '../upload/receive.ts'
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
    const room = await job.transaction((context) => unpackingRoom(context, artifact_id))
    const carried = reading.attachments.filter(({ bytes }) => bytes.length > 0)
    if (carried.length > room) reading.metadata['notUnpacked'] = String(carried.length - room)
    const attachments = await keepAttachments(job.house, file.orgId, carried.slice(0, room))
    const stored = await job.transaction((context) => finish(context, artifact_id, reading, attachments))
    return { read: stored, characters: reading.text.length, attachments: attachments.length }
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

const keepAttachments = async (
  { blobs, config }: House,
  orgId: string,
  attachments: readonly Attachment[],
): Promise<ReceivedFile[]> => {
  const kept: ReceivedFile[] = []
  for (const { filename, mediaType, bytes } of attachments) {
    const name = cleanFileName(filename)
    const stored = await blobs.put(orgId, bytes, { maxBytes: config.UPLOAD_MAX_BYTES })
    kept.push({ filename: name, mediaType: mediaTypeOf(mediaType, name), stored })
  }
  return kept
}

const finish = async (
  context: Context,
  id: string,
  reading: Reading,
  attachments: readonly ReceivedFile[],
): Promise<boolean> => {
  await lockContents(
    context,
    attachments.map(({ stored }) => stored.key),
  )
  const file = await lockProgress(context, id)
  // another run was faster, or somebody deleted the file meanwhile
  if (!file || file.isDeleted || file.hasText || file.state !== 'processing') return false
  await storeReading(context, id, reading)
  for (const attachment of attachments) {
    const { entity } = await addFile(context, { ...attachment, folderId: file.folderId, mailId: id })
    if (entity.id !== id)
      await linkEntities(context, {
        sourceId: entity.id,
        relation: archives.has(reading.format) ? 'contained_in' : 'attached_to',
        targetId: id,
        origin: 'rule',
      })
  }
  await joinThread(context, id, reading.metadata)
  context.emit(artifactRead({ artifact_id: id }, { entityId: id }))
  return true
}

const archives: ReadonlySet<string> = new Set(['zip', 'gzip', 'mbox'])

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
