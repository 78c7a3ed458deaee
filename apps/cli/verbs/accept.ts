import { connected } from '../connection.ts'
import type { Entity } from '../kinds.ts'
import { projectOf } from '../project.ts'
import { projectOptions, type Verb } from '../verb.ts'

/** `accept`: suggestions become records, all of those named or none. */
export const verb: Verb = {
  arguments: [{ name: 'ID', required: true, many: true }],
  options: projectOptions,
  async run(invocation) {
    await connected(invocation, { writes: true }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const accepted = await connection.client.send<{ items: Entity[] }>(
        'POST',
        project.path('suggestions/accept'),
        { ids: invocation.arguments },
      )
      invocation.output.answer(accepted, () =>
        accepted.items.map(({ key, label }) => `${key} accepted: ${label}`).join('\n'),
      )
    })
  },
}
