import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Held while a process uses an embedded data folder. */
export interface FolderLock {
  release(): Promise<void>
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Takes the lock of a database folder; a lock left by a dead process is taken over.
 * @throws Error that names the process which holds it
 */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  const path = join(dirname(folder), 'database.lock')
  await mkdir(dirname(folder), { recursive: true })
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const file = await open(path, 'wx', 0o600)
      await file.writeFile(String(process.pid))
      await file.close()
      return { release: () => rm(path, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = Number(await readFile(path, 'utf8').catch(() => '0'))
      if (holder > 0 && holder !== process.pid && isAlive(holder)) {
        throw new Error(
          `The data folder ${dirname(folder)} is in use by process ${holder}. Stop that server, or choose another folder with --data.`,
        )
      }
      if (holder === process.pid) throw new Error(`The data folder ${dirname(folder)} is already open in this process.`)
      await rm(path, { force: true })
    }
  }
  throw new Error(`The lock ${path} cannot be taken. Remove it if no server uses this folder.`)
}
