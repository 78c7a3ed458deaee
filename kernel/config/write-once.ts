import { randomBytes } from 'node:crypto'
import { link, open, rm } from 'node:fs/promises'

/**
 * Writes a file that only its owner may read, unless there is one by that name. It appears whole: no other
 * process can read half of it, or have its own overwritten.
 * @returns whether this call wrote it
 */
export async function writeOnce(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await link(draft, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}
