import { connected } from '../connection.ts'
import { record } from '../output.ts'
import { dataOptions, UsageError, type Verb } from '../verb.ts'

/** `models list`: which models answer and embed. */
export const verb: Verb = {
  arguments: [{ name: 'list', required: true }],
  options: dataOptions,
  async run(invocation) {
    if (invocation.arguments[0] !== 'list')
      throw new UsageError(
        'models knows only: list. Which model is used is set with AI_MODEL and AI_EMBEDDING_MODEL.',
      )
    await connected(invocation, { writes: false }, async ({ client, isLocal }) => {
      const { ai } = await client.get<{ ai: Record<string, unknown> }>(
        isLocal ? '/api/local/state' : '/api/v1/me',
      )
      invocation.output.answer(ai, () => record(ai))
    })
  },
}
