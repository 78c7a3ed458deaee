import { connected } from '../connection.ts'
import type { Entity } from '../kinds.ts'
import { projectOf } from '../project.ts'
import { projectOptions, UsageError, type Verb } from '../verb.ts'

/** `reject`: decline suggestions and say why, all of those named or none. */
export const verb: Verb = {
  arguments: [{ name: 'ID', required: true, many: true }],
  options: { ...projectOptions, reason: { type: 'string', value: 'WORDS', help: 'why; required' } },
  async run(invocation) {
    const reason = invocation.text('reason')
    if (reason === undefined) throw new UsageError('--reason is missing.')
    await connected(invocation, { writes: true }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const rejected = await connection.client.send<{ items: Entity[] }>(
        'POST',
        project.path('suggestions/reject'),
        { ids: invocation.arguments, reason },
      )
      invocation.output.answer(rejected, () =>
        rejected.items.map(({ key, label }) => `${key} rejected: ${label}`).join('\n'),
      )
    })
  },
}
