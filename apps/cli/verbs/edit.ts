import { connected } from '../connection.ts'
import { fieldsOf } from '../fields.ts'
import { locate, type Entity } from '../kinds.ts'
import { projectOf } from '../project.ts'
import { projectOptions, UsageError, type Verb } from '../verb.ts'

/** `edit`: change fields of a record. */
export const verb: Verb = {
  arguments: [{ name: 'KEY|ID', required: true }],
  options: {
    ...projectOptions,
    set: {
      type: 'string',
      value: 'FIELD=VALUE',
      multiple: true,
      help: 'a field; may be given several times; an empty value clears it',
    },
    reason: { type: 'string', value: 'WORDS', help: 'why; kept in the history' },
  },
  async run(invocation) {
    if (invocation.texts('set').length === 0)
      throw new UsageError('--set is missing: say at least one field=value.')
    await connected(invocation, { writes: true }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const { kind, path } = await locate(connection.client, project, invocation.arguments[0] ?? '')
      const reason = invocation.text('reason')
      const entity = await connection.client.send<Entity>('PATCH', path, {
        ...fieldsOf(kind, invocation.texts('set')),
        ...(reason === undefined ? {} : { reason }),
      })
      invocation.output.answer(entity, `${entity.key} ${entity.label} (version ${entity.version})`)
    })
  },
}
