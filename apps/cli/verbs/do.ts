import { connected } from '../connection.ts'
import { locate, type Entity } from '../kinds.ts'
import { projectOf } from '../project.ts'
import { projectOptions, UsageError, type Verb } from '../verb.ts'

/** `do`: a domain verb on a record. */
export const verb: Verb = {
  arguments: [
    { name: 'VERB', required: true },
    { name: 'KEY|ID', required: true },
  ],
  options: {
    ...projectOptions,
    input: { type: 'string', value: 'JSON', help: 'what the verb asks for, as a JSON object' },
  },
  notes: 'Which verbs a record has, and what they ask for, is in the answer of the API at …/kinds.',
  async run(invocation) {
    const input = inputOf(invocation.text('input'))
    const [name = '', key = ''] = invocation.arguments
    await connected(invocation, { writes: true }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const { kind, path } = await locate(connection.client, project, key)
      if (!kind.verbs.some((each) => each.name === name))
        throw new UsageError(
          `${key} has no verb ${JSON.stringify(name)}. It has ${kind.verbs.map((each) => each.name).join(', ') || 'none'}.`,
        )
      const entity = await connection.client.send<Entity>('POST', `${path}/${name}`, input)
      invocation.output.answer(entity, `${entity.key} ${entity.label} (version ${entity.version})`)
    })
  },
}

const inputOf = (text: string | undefined): unknown => {
  if (text === undefined) return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError('--input must be JSON, such as \'{"reason":"delivered"}\'.')
  }
}
