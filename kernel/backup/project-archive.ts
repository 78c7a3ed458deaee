import type { Readable } from 'node:stream'
import { z } from 'zod'
import { BackupError } from './backup-error.ts'
import { projectEntry, projectManifestSchema, type ProjectManifest } from './project-manifest.ts'
import { openZip, type ZipReader } from './zip-reader.ts'

/** What an archive says of itself. @throws BackupError */
export const manifestIn = async (zip: ZipReader): Promise<ProjectManifest> => {
  const written = await firstCharacters(await zip.open(projectEntry.manifest), longestManifest)
  const parsed = projectManifestSchema.safeParse(parseJson(written))
  if (!parsed.success)
    throw new BackupError('newer-version', 'The archive was exported by another version of the product.')
  return parsed.data
}

/** The manifest of an exported project. @throws BackupError */
export const readProjectManifest = async (file: string): Promise<ProjectManifest> => {
  const zip = await openZip(file, Number.MAX_SAFE_INTEGER)
  try {
    return await manifestIn(zip)
  } finally {
    zip.close()
  }
}

/** Characters; names of people are the longest part of it. */
const longestManifest = 64 * 1024 * 1024

const firstCharacters = async (content: Readable, limit: number): Promise<string> => {
  let text = ''
  for await (const piece of content.setEncoding('utf8')) {
    text += String(piece)
    if (text.length > limit) throw new BackupError('damaged', 'What the archive says of itself is too long.')
  }
  return text
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const row = z.array(z.string().nullable())

/** The values of one row, in the order of the table's columns in the manifest. @throws BackupError `damaged` */
export const valuesIn = (line: string): z.output<typeof row> => {
  const values = row.safeParse(parseJson(line))
  if (!values.success) throw new BackupError('damaged', 'The archive holds a row that is none.')
  return values.data
}
