import { connected } from '../connection.ts'
import { locate, type Entity } from '../kinds.ts'
import { record } from '../output.ts'
import { projectOf } from '../project.ts'
import { projectOptions, UsageError, type Verb } from '../verb.ts'

/** `show`: one record, now or as it was at a time. */
export const verb: Verb = {
  arguments: [{ name: 'KEY|ID', required: true }],
  options: {
    ...projectOptions,
    'as-of': {
      type: 'string',
      value: 'TIME',
      help: 'as it was then, such as 2026-03-01 or 2026-03-01T12:00:00Z',
    },
  },
  async run(invocation) {
    const asOf = timeOf(invocation.text('as-of'))
    await connected(invocation, { writes: false }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const { path } = await locate(connection.client, project, invocation.arguments[0] ?? '')
      const entity = await connection.client.get<Entity>(path, { as_of: asOf })
      invocation.output.answer(entity, () => readable(entity))
    })
  },
}

/** Times without a zone are those of this machine; a day begins at its start. */
const timeOf = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  // digits after the milliseconds order changes of the same millisecond: kept where the time is complete
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return text
  const time = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text)
  if (Number.isNaN(time.getTime()))
    throw new UsageError(`--as-of must be a time such as 2026-03-01T12:00:00Z, not ${JSON.stringify(text)}.`)
  return time.toISOString()
}

const readable = ({ abilities: _abilities, ...fields }: Entity): string => record(fields)
