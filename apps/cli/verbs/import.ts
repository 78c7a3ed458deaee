import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { connected, type Connection } from '../connection.ts'
import { countsOf } from '../output.ts'
import { placesOf } from '../project.ts'
import { CommandError, dataOptions, UsageError, type Verb } from '../verb.ts'

interface Imported {
  id: string
  slug: string
  counts: Record<string, number>
  files: number
  skipped: number
}

/** `import`: a project from the file that `export` wrote. */
export const verb: Verb = {
  arguments: [{ name: 'FILE.zip', required: true }],
  options: {
    ...dataOptions,
    org: {
      type: 'string',
      value: 'ORG',
      help: 'into which organization; may be left out where there is one',
    },
  },
  notes:
    'Makes a new project with the same records, history, links and files. Members are found by their mail address. Needs an administrator of the organization.',
  async run(invocation) {
    const [file = ''] = invocation.arguments
    const found = await stat(file).catch(() => undefined)
    if (!found?.isFile()) throw new CommandError('no-such-file', `There is no file ${file}.`)
    await connected(invocation, { writes: true }, async (connection) => {
      const org = await organizationOf(connection, invocation.text('org'))
      const imported = await connection.client.sendFile<Imported>(
        `/api/v1/orgs/${encodeURIComponent(org)}/projects/import`,
        () => openAsBlob(file),
        'application/zip',
      )
      const { slug, counts, files, skipped } = imported
      if (skipped > 0)
        invocation.output.say(`${skipped} rows about people who are not members here were left out.`)
      invocation.output.answer(
        { ...imported, org, project: slug },
        () => `${org}/${slug}: ${countsOf(counts)}; ${files} files`,
      )
    })
  },
}

const organizationOf = async (connection: Connection, named: string | undefined): Promise<string> => {
  if (named !== undefined) return named
  const all = await placesOf(connection)
  const [only] = all
  if (only && all.length === 1) return only.slug
  if (!only) throw new CommandError('no-organization', 'There is no organization yet. Make one with init.')
  throw new UsageError(
    `There are several organizations: say which with --org. There is ${all.map(({ slug }) => slug).join(', ')}.`,
  )
}
