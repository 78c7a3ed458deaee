import { transactIn } from '#kernel/contract/open.ts'
import { addFile, lockContents, type NewFile } from './add-file.ts'

/** A file that the installation itself brings along. */
export interface OwnFile {
  name: string
  mediaType: string
  bytes(): Uint8Array
}

/** Puts files that come with the installation into a project, as if its people had uploaded them: all or none. */
export const takeInFiles = async (
  place: Parameters<typeof transactIn>[0],
  files: readonly OwnFile[],
  maxBytes: number,
): Promise<void> => {
  const stored: NewFile[] = []
  for (const { name, mediaType, bytes } of files)
    stored.push({
      filename: name,
      mediaType,
      stored: await place.house.blobs.put(place.org.id, bytes(), { maxBytes }),
      folderId: null,
    })
  await transactIn(place, async (context) => {
    await lockContents(
      context,
      stored.map((file) => file.stored.key),
    )
    for (const file of stored) await addFile(context, file)
  })
}
