import { constants } from 'node:fs'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const prefix = 'database.snapshot-'

/** A copy of a database folder beside it; the folder must not be written to meanwhile. Gives the copy's own folder. */
export const copyFolder = async (folder: string): Promise<string> => {
  const place = await mkdtemp(join(dirname(folder), prefix))
  const copy = join(place, 'database')
  try {
    // file systems that can share the blocks of a copy do so
    await cp(folder, copy, { recursive: true, mode: constants.COPYFILE_FICLONE })
    return copy
  } catch (error) {
    await removeCopy(copy)
    throw error
  }
}

/** Removes a copy that {@link copyFolder} made. */
export const removeCopy = (copy: string): Promise<void> => rm(dirname(copy), { recursive: true, force: true })

/** Removes copies that a process left which died; nobody else may use the folder meanwhile. */
export const removeLeftCopies = async (folder: string): Promise<void> => {
  const beside = dirname(folder)
  const left = (await readdir(beside).catch(() => [])).filter((name) => name.startsWith(prefix))
  for (const name of left) await rm(join(beside, name), { recursive: true, force: true })
}
