import { linkEntities } from '#kernel/graph/index.ts'
import type { Context, House } from '#kernel/module/index.ts'
import { artifactRead } from '../events.ts'
import { cleanFileName } from '../file-name.ts'
import { mediaTypeOf } from '../media-type.ts'
import { unpackingRoom } from '../queries/unpacking-room.ts'
import type { Attachment, Reading } from '../reading/index.ts'
import { lockProgress, storeReading } from '../store.ts'
import type { ReceivedFile } from '../upload/receive.ts'
import { addFile, lockContents } from './add-file.ts'
import { attachment } from './attach-files.ts'
import { joinThread } from './mail-threads.ts'

/** Whose file it is, and how a transaction of its project is opened. */
export interface Keeper {
  house: House
  orgId: string
  transaction<T>(work: (context: Context) => Promise<T>): Promise<T>
}

/**
 * Stores what was read of a file that is being processed, with the files that it carries, its thread and its versions, and
 * tells that it was read. Gives false, and stores nothing, where the file was read or deleted meanwhile.
 */
export const keepReading = async (
  { house, orgId, transaction }: Keeper,
  id: string,
  reading: Reading,
): Promise<boolean> => {
  const room = await transaction((context) => unpackingRoom(context, id))
  const carried = reading.attachments.filter(({ bytes }) => bytes.length > 0)
  if (carried.length > room) reading.metadata['notUnpacked'] = String(carried.length - room)
  const attachments = await keepAttachments(house, orgId, carried.slice(0, room))
  return transaction((context) => finish(context, id, reading, attachments))
}

/** Puts files that a file carries into storage. */
export const keepAttachments = async (
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
  const relation = archives.has(reading.format) ? lyingIn : attachment
  await addCarried(context, { id, folderId: file.folderId }, attachments, relation)
  await joinThread(context, id, reading.metadata)
  context.emit(artifactRead({ artifact_id: id }, { entityId: id }))
  return true
}

/** Adds files that another one carries and links them with it. Needs {@link lockContents} before. */
export const addCarried = async (
  context: Context,
  { id, folderId }: { id: string; folderId: string | null },
  files: readonly ReceivedFile[],
  relation: string,
): Promise<void> => {
  for (const file of files) {
    const { entity } = await addFile(context, { ...file, folderId, mailId: id })
    if (entity.id !== id)
      await linkEntities(context, { sourceId: entity.id, relation, targetId: id, origin: 'rule' })
  }
}

/** How a member is linked to its archive or mailbox. */
export const lyingIn = 'contained_in'

const archives: ReadonlySet<string> = new Set(['zip', 'gzip', 'mbox'])
