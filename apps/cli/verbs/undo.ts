import { connected } from '../connection.ts'
import { projectOf } from '../project.ts'
import { projectOptions, type Verb } from '../verb.ts'

interface Undone {
  undone: string
  /** the new change, which can be undone in turn */
  change: string
  records: { key: string }[]
  links: unknown[]
}

/** `undo`: take back all that one change did. */
export const verb: Verb = {
  arguments: [{ name: 'CHANGE', required: true }],
  options: {
    ...projectOptions,
    only: {
      type: 'string',
      value: 'KEY|ID',
      help: 'this record of the change alone; may be given again',
      multiple: true,
    },
    reason: { type: 'string', value: 'WORDS', help: 'why; kept in the history' },
  },
  notes: 'CHANGE is the request_id of an entry in "history --json".',
  async run(invocation) {
    await connected(invocation, { writes: true }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const only = invocation.texts('only')
      const change = encodeURIComponent(invocation.arguments[0] ?? '')
      const undone = await connection.client.send<Undone>('POST', project.path(`changes/${change}/undo`), {
        ...(only.length > 0 ? { records: only } : {}),
        reason: invocation.text('reason'),
      })
      invocation.output.answer(
        undone,
        `Undone: ${[...undone.records.map(({ key }) => key), ...(undone.links.length > 0 ? [`${undone.links.length} links`] : [])].join(', ')}. To take that back: throughline undo ${undone.change}`,
      )
    })
  },
}
