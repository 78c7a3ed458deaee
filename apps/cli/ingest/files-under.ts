import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { CommandError } from '../verb.ts'

/** A file to be taken in; `folder` is the path between it and what was named. */
export interface FoundFile {
  path: string
  folder: string
}

/**
 * The files at these paths and below, in the order of their names. Hidden files are left out unless named themselves;
 * links to folders are not followed, since they may lead in a circle.
 * @throws CommandError for a path where nothing is
 */
export const filesUnder = async (
  paths: readonly string[],
  say: (line: string) => void,
): Promise<FoundFile[]> => {
  const found: FoundFile[] = []
  const enter = async (folder: string, below: string): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true })
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name)
      if (entry.name.startsWith('.')) say(`left out: ${path} (hidden)`)
      else if (entry.isDirectory()) await enter(path, below === '' ? entry.name : `${below}/${entry.name}`)
      else if ((await stat(path).catch(() => undefined))?.isFile()) found.push({ path, folder: below })
      else say(`left out: ${path} (no file)`)
    }
  }
  for (const path of paths) {
    const about = await stat(path).catch((error: unknown) => {
      throw new CommandError(
        'no-such-file',
        `${path} cannot be read: there is no such file or folder, or it is not yours.`,
        { cause: error },
      )
    })
    if (about.isDirectory()) await enter(path, '')
    else if (about.isFile()) found.push({ path, folder: '' })
    else throw new CommandError('no-such-file', `${path} is neither a file nor a folder.`)
  }
  if (found.length === 0)
    throw new CommandError(
      'no-files',
      `There is no file in ${paths.map((path) => basename(path)).join(', ')}.`,
    )
  return found
}
