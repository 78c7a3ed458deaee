import { createHash, randomBytes } from 'node:crypto'
import { BackupError } from './backup-error.ts'
import { valuesIn } from './project-archive.ts'
import { projectEntry, type ProjectManifest } from './project-manifest.ts'
import type { ZipReader } from './zip-reader.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Characters of the salt that a kept value begins with. */
const saltLength = 64

/**
 * What the salt and the commitment of each personal value become: new ones, so that the values of the copy are kept,
 * and erased, apart from those of the project that it came from, also in the same organization.
 * @param translate what becomes of ids within a value
 * @throws BackupError where a value is not the one that was committed to
 */
export const newCommitments = async (
  zip: ZipReader,
  manifest: ProjectManifest,
  translate: (text: string) => string,
): Promise<Map<string, string>> => {
  const made = new Map<string, string>()
  const table = manifest.tables.find(({ name }) => name === 'personal_values')
  if (!table) return made
  const [digestAt, contentAt] = [table.columns.indexOf('digest'), table.columns.indexOf('content')]
  for await (const line of zip.lines(projectEntry.rows(table.name))) {
    const values = valuesIn(line)
    const [digest, content] = [String(values[digestAt]), String(values[contentAt])]
    if (sha256(content) !== digest)
      throw new BackupError(
        'damaged',
        'A personal value was altered in the archive. Export the project again.',
      )
    const salt = randomBytes(saltLength / 2).toString('hex')
    made.set(content.slice(0, saltLength), salt)
    made.set(digest, sha256(salt + translate(content.slice(saltLength))))
  }
  return made
}
