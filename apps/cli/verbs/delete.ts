import { connected } from '../connection.ts'
import { locate, type Entity } from '../kinds.ts'
import { projectOf } from '../project.ts'
import { projectOptions, type Verb } from '../verb.ts'

/** `delete`: move a record to the bin. */
export const verb: Verb = {
  arguments: [{ name: 'KEY|ID', required: true }],
  options: {
    ...projectOptions,
    reason: { type: 'string', value: 'WORDS', help: 'why; kept in the history' },
  },
  async run(invocation) {
    await connected(invocation, { writes: true }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const { path } = await locate(connection.client, project, invocation.arguments[0] ?? '')
      const entity = await connection.client.send<Entity>('DELETE', path, undefined, {
        reason: invocation.text('reason'),
      })
      invocation.output.answer(
        entity,
        `${entity.key} ${entity.label} is in the bin. Take it out with: throughline restore-entity ${entity.key}`,
      )
    })
  },
}
