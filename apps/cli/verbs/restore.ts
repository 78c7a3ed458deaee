import { resolve } from 'node:path'
import { restore } from '#kernel/backup/index.ts'
import { Registry } from '#kernel/module/index.ts'
import { modules } from '#apps/server/modules.ts'
import { prepareDatabase } from '#apps/server/open-house.ts'
import { runningServer } from '../running-server.ts'
import { settingsOf } from '../settings.ts'
import { CommandError, dataOptions, UsageError, type Verb } from '../verb.ts'

/** `restore`: a backup into an empty installation. */
export const verb: Verb = {
  options: {
    ...dataOptions,
    from: { type: 'string', value: 'FILE', help: 'what backup wrote' },
    keys: {
      type: 'string',
      value: 'FILE',
      help: 'the newest file that backup --keys wrote, where it was used',
    },
  },
  notes: 'Needs the THROUGHLINE_SECRET of the installation that was backed up, in the environment.',
  async run(invocation) {
    const from = invocation.text('from')
    const keys = invocation.text('keys')
    if (from === undefined) throw new UsageError('--from is missing.')
    const { env, dataDir } = settingsOf(invocation)
    if (await runningServer(dataDir))
      throw new CommandError(
        'folder-in-use',
        `A server holds the data folder ${dataDir}. Stop it, or choose an empty folder with --data.`,
      )
    const report = await restore({
      from: resolve(from),
      keys: keys === undefined ? undefined : resolve(keys),
      env,
      registry: new Registry(modules),
      prepare: prepareDatabase,
    })
    const rows = Object.values(report.counts).reduce((total, count) => total + count, 0)
    invocation.output.answer(
      report,
      `${rows} rows and ${report.blobs.count} files restored into ${dataDir}; ${report.audit.ok ? 'the audit chains hold' : 'THE AUDIT CHAINS DO NOT HOLD'}${report.erasedAgain > 0 ? `; ${report.erasedAgain} later erasures were made again` : ''}`,
    )
    return report.audit.ok ? 0 : 1
  },
}
