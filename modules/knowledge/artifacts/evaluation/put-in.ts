import { readFile, readdir } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import type { MeasuringPlace } from '#kernel/module/index.ts'
import { addFile, lockContents } from '../commands/add-file.ts'
import { cleanFileName } from '../file-name.ts'

/** Files put in with one transaction. */
const batchSize = 10

/**
 * Puts all files below a folder into a project, as uploads do, and waits until they are read and understood. Gives the
 * record of each file by its path below the folder.
 */
export const putIn = async (place: MeasuringPlace, folder: string): Promise<Map<string, string>> => {
  const records = new Map<string, string>()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted()
  const { blobs } = place.house
  for (let from = 0; from < names.length; from += batchSize) {
    const files: { name: string; stored: { key: string; size: number } }[] = []
    for (const name of names.slice(from, from + batchSize)) {
      const content = await readFile(join(folder, name))
      const stored = await blobs.put(place.reading.scope.orgId, content, { maxBytes: content.length })
      files.push({ name, stored })
    }
    await place.transaction(async (context) => {
      await lockContents(
        context,
        files.map(({ stored }) => stored.key),
      )
      for (const { name, stored } of files) {
        const { entity } = await addFile(context, {
          filename: cleanFileName(basename(name)),
          stored,
          mediaType: 'application/octet-stream',
          folderId: null,
        })
        records.set(name, entity.id)
      }
    })
  }
  await place.settle()
  return records
}
