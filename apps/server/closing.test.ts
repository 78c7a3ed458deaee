import { readdir, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { openTestInstallation } from './testing.ts'

/** Threads of this process that run code of ours; they carry the names that they were given. */
const ownThreads = async (): Promise<string[]> => {
  const tasks = await readdir('/proc/self/task')
  const names = await Promise.all(
    tasks.map((task) => readFile(`/proc/self/task/${task}/comm`, 'utf8').catch(() => '')),
  )
  return names
    .map((name) => name.trim())
    .filter((name) => ['database', 'reader', 'extraction'].includes(name))
    .toSorted()
}

/** Scripts that run in child processes of this one. */
const ownProcesses = async (): Promise<string[]> => {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const children = await Promise.all(
    ids.map(async (id) => {
      const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')
      const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (Number(parent) !== process.pid) return []
      const words = (await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')).split('\0')
      return words.filter((word) => word.endsWith('.worker.ts')).map((script) => basename(script))
    }),
  )
  return children.flat().toSorted()
}

test.runIf(process.platform === 'linux')(
  'a closed house leaves no thread and no process behind',
  async () => {
    const before = [await ownThreads(), await ownProcesses()]
    const installation = await openTestInstallation({ AI_EMBEDDING_MODEL: 'packaged' })
    const tenant = await installation.tenant()
    await tenant.call(
      'POST',
      'artifacts',
      Buffer.from('# Note\n\nThere is a risk that the data comes late.\n'),
      {
        'content-type': 'text/markdown',
        'content-disposition': 'attachment; filename="note.md"',
      },
    )
    await installation.settle()
    const during = [...(await ownThreads()), ...(await ownProcesses())]

    await installation.close()

    expect(during).toEqual(expect.arrayContaining(['extraction', 'reader', 'embedder.worker.ts']))
    expect([await ownThreads(), await ownProcesses()]).toEqual(before)
  },
)
