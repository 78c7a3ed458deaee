import { connected } from '../connection.ts'
import { locate, type Entity } from '../kinds.ts'
import { projectOf } from '../project.ts'
import { projectOptions, type Verb } from '../verb.ts'

/** `restore-entity`: take a record out of the bin. */
export const verb: Verb = {
  arguments: [{ name: 'KEY|ID', required: true }],
  options: projectOptions,
  async run(invocation) {
    await connected(invocation, { writes: true }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const { path } = await locate(connection.client, project, invocation.arguments[0] ?? '')
      const entity = await connection.client.send<Entity>('POST', `${path}/restore`)
      invocation.output.answer(entity, `${entity.key} ${entity.label} is back.`)
    })
  },
}
