import { transactIn } from '#kernel/contract/open.ts'
import { fileNamed } from '../store.ts'
import type { ReceivedFile } from '../upload/receive.ts'
import { addFile, lockContents, type NewFile } from './add-file.ts'
import { addVersion } from './add-version.ts'

type Place = Parameters<typeof transactIn>[0]

/** A file that the installation itself brings along. */
export interface OwnFile {
  name: string
  mediaType: string
  bytes(): Uint8Array
}

/** Puts files that come with the installation into a project, as if its people had uploaded them: all or none. */
export const takeInFiles = async (
  place: Place,
  files: readonly OwnFile[],
  maxBytes: number,
): Promise<void> => {
  const stored: NewFile[] = []
  for (const file of files) stored.push({ ...(await received(place, file, maxBytes)), folderId: null })
  await transactIn(place, async (context) => {
    await lockContents(
      context,
      stored.map((file) => file.stored.key),
    )
    for (const file of stored) await addFile(context, file)
  })
}

/** Adds such a file as a newer version of the one called `supersedes`, where the project has that. */
export const takeInVersion = async (
  place: Place,
  supersedes: string,
  file: OwnFile,
  maxBytes: number,
): Promise<void> => {
  const newer = await received(place, file, maxBytes)
  await transactIn(place, async (context) => {
    const older = await fileNamed(context, supersedes)
    if (older !== undefined) await addVersion(context, older, newer)
  })
}

const received = async (
  { house, org }: Place,
  { name, mediaType, bytes }: OwnFile,
  maxBytes: number,
): Promise<ReceivedFile> => ({
  filename: name,
  mediaType,
  stored: await house.blobs.put(org.id, bytes(), { maxBytes }),
})
