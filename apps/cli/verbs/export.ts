import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readProjectManifest } from '#kernel/backup/index.ts'
import { connected } from '../connection.ts'
import { countsOf } from '../output.ts'
import { projectOf } from '../project.ts'
import { CommandError, projectOptions, UsageError, type Verb } from '../verb.ts'

/** `export`: a whole project into one file. */
export const verb: Verb = {
  options: {
    ...projectOptions,
    out: { type: 'string', value: 'FILE.zip', help: 'where to write it; must not exist yet' },
  },
  notes:
    'Records with their history, links, findings and files, without keys and usage. Needs an administrator of the project.',
  async run(invocation) {
    const out = invocation.text('out')
    if (out === undefined) throw new UsageError('--out is missing.')
    const file = resolve(out)
    if (await stat(file).catch(() => undefined))
      throw new CommandError('file-exists', `${file} exists. Name another file.`)
    await connected(invocation, { writes: false }, async (connection) => {
      const project = await projectOf(connection, invocation)
      await keep(file, await connection.client.download(project.path('export')))
    })
    const { counts, files } = await readProjectManifest(file)
    const { size: bytes } = await stat(file)
    invocation.output.answer(
      { file, bytes, counts, files },
      () => `${file}: ${countsOf(counts)}; ${files} files, ${bytes} bytes`,
    )
  },
}

/** A file that stands under its name is whole. */
const keep = async (file: string, content: ReadableStream<Uint8Array>): Promise<void> => {
  const draft = `${file}.partial`
  try {
    await pipeline(content, createWriteStream(draft, { mode: 0o600 }))
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
