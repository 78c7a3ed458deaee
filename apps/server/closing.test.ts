import { readdir, readFile } from 'node:fs/promises'
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
    .filter((name) => ['database', 'reader', 'extraction', 'embedder'].includes(name))
    .toSorted()
}

test.runIf(process.platform === 'linux')('a closed house leaves no thread behind', async () => {
  const before = await ownThreads()
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
  const during = await ownThreads()

  await installation.close()

  expect(during).toEqual(expect.arrayContaining(['embedder', 'extraction', 'reader']))
  expect(await ownThreads()).toEqual(before)
})
