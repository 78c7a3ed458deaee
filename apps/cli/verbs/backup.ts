import { resolve } from 'node:path'
import { connected } from '../connection.ts'
import { CommandError, dataOptions, UsageError, type Verb } from '../verb.ts'

interface Report {
  file: string
  bytes: number
  counts: Record<string, number>
  blobs: { count: number; bytes: number }
  missing: unknown[]
}

/** `backup`: database and files, without the secret. */
export const verb: Verb = {
  options: {
    ...dataOptions,
    out: { type: 'string', value: 'FILE', help: 'where to write it; must not exist yet' },
    keys: {
      type: 'string',
      value: 'FILE',
      help: 'keep the keys of personal values there and not in the backup; replaces an older such file',
    },
  },
  notes:
    'THROUGHLINE_SECRET is not in it, and restoring needs it: keep it apart (secret of the data folder, where it was not set).',
  async run(invocation) {
    const out = invocation.text('out')
    const keys = invocation.text('keys')
    if (out === undefined) throw new UsageError('--out is missing.')
    await connected(invocation, { writes: false }, async ({ client, isLocal }) => {
      if (!isLocal)
        throw new CommandError(
          'not-local',
          'backup works where the data folder is, not over THROUGHLINE_URL.',
        )
      const report = await client.long<Report>('POST', '/api/local/backup', {
        out: resolve(out),
        ...(keys === undefined ? {} : { keys: resolve(keys) }),
      })
      if (report.missing.length > 0)
        invocation.output.say(
          `${report.missing.length} files are named by the tables and missing in the storage. See throughline verify.`,
        )
      invocation.output.answer(
        report,
        () =>
          `${report.file}: ${sum(report.counts)} rows, ${report.blobs.count} files, ${report.bytes} bytes`,
      )
    })
  },
}

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)
