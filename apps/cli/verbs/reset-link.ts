import { connected } from '../connection.ts'
import { CommandError, dataOptions, type Verb } from '../verb.ts'

/** `reset-link`: a link to set a new password, for installations without mail. */
export const verb: Verb = {
  arguments: [{ name: 'EMAIL', required: true }],
  options: dataOptions,
  notes: 'The link works once, within an hour.',
  async run(invocation) {
    await connected(invocation, { writes: true }, async ({ client, isLocal }) => {
      if (!isLocal)
        throw new CommandError(
          'not-local',
          'reset-link works where the data folder is, not over THROUGHLINE_URL.',
        )
      const made = await client.send<{ link: string }>('POST', '/api/local/reset-link', {
        email: invocation.arguments[0],
      })
      invocation.output.answer(made, made.link)
    })
  },
}
