import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { randomUUID } from 'node:crypto'

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
 * When a process began, where the system tells it. A number alone does not say who holds a lock: in a container every
 * start has the same one, and elsewhere numbers come round again.
 */
const beginningOf = async (pid: number): Promise<string> => {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // field 22, counted behind the name, which may hold spaces; in ticks since the machine began
  const ticks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19]
  const machine = ticks ? await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '') : ''
  return ticks ? `${machine.trim()}/${ticks}` : ''
}

const held = new Set<string>()

/**
 * Takes the lock of a database folder; a lock left by a dead process is taken over.
 * @throws Error that names the process which holds it
 */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  const path = join(dirname(folder), 'database.lock')
  if (held.has(path)) throw new Error(`The data folder ${dirname(folder)} is already open in this process.`)
  await mkdir(dirname(folder), { recursive: true })
  // written whole before it gets its name: nobody ever reads an empty lock
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, `${process.pid} ${await beginningOf(process.pid)}`, { flag: 'wx', mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        await link(draft, path)
        held.add(path)
        return {
          async release() {
            held.delete(path)
            await rm(path, { force: true })
          },
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        await removeIfDead(path)
      }
    }
  } finally {
    await rm(draft, { force: true })
  }
  throw new Error(`The lock ${path} cannot be taken. Remove it if no server uses this folder.`)
}

const removeIfDead = async (path: string): Promise<void> => {
  const written = await readFile(path, 'utf8').catch(() => '')
  const [number = '0', beginning = ''] = written.trim().split(' ')
  const pid = Number(number)
  const sameStart = beginning === '' || beginning === (await beginningOf(pid))
  // this process holds no lock here, so a lock with its number is from an earlier life of that number
  if (pid > 0 && pid !== process.pid && isAlive(pid) && sameStart) {
    throw new Error(
      `The data folder ${dirname(path)} is in use by process ${pid}. Stop that server, or choose another folder with --data.`,
    )
  }
  // taken aside rather than removed: whoever took it over in this moment gets it back
  const aside = `${path}.${randomUUID()}`
  await rename(path, aside).catch(() => undefined)
  if ((await readFile(aside, 'utf8').catch(() => written)) !== written)
    await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}
