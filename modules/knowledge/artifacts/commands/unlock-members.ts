import { Refusal, type Context } from '#kernel/module/index.ts'
import { pathsOf } from '../queries/locked-members.ts'
import { unpackingRoom } from '../queries/unpacking-room.ts'
import { ReadingError, type Attachment } from '../reading/index.ts'
import { lockProgress } from '../store.ts'
import type { ReceivedFile } from '../upload/receive.ts'
import { lockContents } from './add-file.ts'
import { addCarried, keepAttachments, lyingIn, type Keeper } from './keep-reading.ts'

/**
 * Adds the members of an archive that a password opened and that waited for one. What was unpacked before is not looked
 * at again, not even where somebody deleted it since.
 * @throws Refusal 422 where the password opened nothing; 409 where nothing waits any more, or the limit of unpacked files is reached
 */
export const addUnlocked = async (
  { house, orgId, transaction }: Keeper,
  id: string,
  attachments: readonly Attachment[],
): Promise<void> => {
  const opened = attachments.filter(({ unlocked }) => unlocked !== undefined)
  const room = await transaction((context) => unpackingRoom(context, id))
  if (opened.length > room)
    throw new Refusal(
      409,
      'too-many-files',
      'This archive holds more files than may be unpacked. Upload the files that matter on their own.',
    )
  const kept = await keepAttachments(house, orgId, opened)
  const files = kept.flatMap((file, at) => {
    const path = opened[at]?.unlocked
    return path === undefined ? [] : [{ file, path }]
  })
  await transaction((context) => addWaiting(context, id, files))
}

const addWaiting = async (
  context: Context,
  id: string,
  files: readonly { file: ReceivedFile; path: string }[],
): Promise<void> => {
  await lockContents(
    context,
    files.map(({ file }) => file.stored.key),
  )
  const archive = await lockProgress(context, id)
  const waiting = new Set(await waitingIn(context, id))
  const added = files.filter(({ path }) => waiting.has(path))
  if (!archive || archive.isDeleted || waiting.size === 0)
    throw new Refusal(409, 'not-locked', 'This archive does not wait for a password any more.')
  if (added.length === 0) {
    const { message } = new ReadingError('wrong-password')
    throw new Refusal(422, 'wrong-password', message)
  }
  await addCarried(
    context,
    { id, folderId: archive.folderId },
    added.map(({ file }) => file),
    lyingIn,
  )
  for (const { path } of added) waiting.delete(path)
  await context.tx.query(
    `update artifact_texts set metadata = case when $3 = '' then metadata - 'locked' else metadata || jsonb_build_object('locked', $3::text) end
       || jsonb_build_object('unpacked', ((metadata ->> 'unpacked')::integer + $4::integer)::text)
     where org_id = $1 and artifact_id = $2`,
    [context.scope.orgId, id, [...waiting].join('\n'), added.length],
  )
}

/** As it stands in this transaction, which holds the row of the file: another password may just have opened some. */
const waitingIn = async ({ tx, scope }: Context, id: string): Promise<string[]> => {
  const [row] = await tx.query<{ locked: string | null }>(
    `select metadata ->> 'locked' as locked from artifact_texts where org_id = $1 and artifact_id = $2`,
    [scope.orgId, id],
  )
  return pathsOf(row?.locked ?? undefined)
}
