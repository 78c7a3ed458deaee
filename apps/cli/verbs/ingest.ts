import { connected } from '../connection.ts'
import { record, table } from '../output.ts'
import { projectOf } from '../project.ts'
import { followUp, uploadAll, type IngestedFile } from '../ingest/upload.ts'
import { filesUnder } from '../ingest/files-under.ts'
import { projectOptions, type Verb } from '../verb.ts'

/** `ingest`: files and folders into the library. */
export const verb: Verb = {
  arguments: [{ name: 'PATH', required: true, many: true }],
  options: {
    ...projectOptions,
    folder: {
      type: 'string',
      value: 'F',
      help: 'folder of the library to put them in; made where it is missing',
    },
    'attach-to': { type: 'string', value: 'KEY', help: 'record of any kind to which they are attached' },
    wait: { type: 'boolean', help: 'until each file is read and understood, and say what was found' },
  },
  notes:
    'Folders are taken with what is below them. A file that the project has already is not taken twice. Exit code 1 when no file got in.',
  async run(invocation) {
    const { output } = invocation
    const files = await filesUnder(invocation.arguments, (line) => output.say(line))
    const report = await connected(invocation, { writes: true }, async ({ client, ...connection }) => {
      const project = await projectOf({ client, ...connection }, invocation)
      const place = {
        client,
        project,
        folder: invocation.text('folder'),
        attachTo: invocation.text('attach-to'),
      }
      const ingested = await uploadAll(place, files, (done, path) =>
        output.progress(done, files.length, path),
      )
      if (invocation.flag('wait'))
        await followUp(place, ingested, (done, path) => output.progress(done, files.length, path))
      output.endProgress()
      return { artifacts: ingested, totals: totalsOf(ingested) }
    })
    output.answer(report, () => readable(report.artifacts, report.totals))
    return report.artifacts.some(({ id }) => id !== null) ? 0 : 1
  },
}

const counted = ['chunks', 'persons', 'facts', 'topics', 'insights'] as const

const totalsOf = (artifacts: readonly IngestedFile[]): Record<string, number> => ({
  files: artifacts.length,
  ...Object.fromEntries(
    ['processed', 'failed', 'duplicate', 'pending'].map((status) => [
      status,
      artifacts.filter((each) => each.status === status).length,
    ]),
  ),
  // what a duplicate holds was counted when it first came
  ...Object.fromEntries(
    counted.map((name) => [
      name,
      artifacts.reduce((sum, each) => sum + (each.status === 'duplicate' ? 0 : each[name]), 0),
    ]),
  ),
})

const readable = (artifacts: readonly IngestedFile[], totals: Record<string, number>): string =>
  [
    table(
      ['status', 'file', 'chunks', 'persons', 'facts', 'topics', 'insights', 'reason'],
      artifacts.map((each) => [
        each.status,
        each.path,
        each.chunks,
        each.persons,
        each.facts,
        each.topics,
        each.insights,
        each.reason,
      ]),
    ),
    '',
    record(totals),
  ].join('\n')
