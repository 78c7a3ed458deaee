import { connected } from '../connection.ts'
import { fieldsOf } from '../fields.ts'
import { kindNamed, kindsOf, type Entity } from '../kinds.ts'
import { projectOf } from '../project.ts'
import { projectOptions, type Verb } from '../verb.ts'

/** `create`: a new record. */
export const verb: Verb = {
  arguments: [{ name: 'KIND', required: true }],
  options: {
    ...projectOptions,
    set: {
      type: 'string',
      value: 'FIELD=VALUE',
      multiple: true,
      help: 'a field; may be given several times',
    },
  },
  async run(invocation) {
    await connected(invocation, { writes: true }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const kind = kindNamed(await kindsOf(connection.client, project), invocation.arguments[0] ?? '')
      const entity = await connection.client.send<Entity>(
        'POST',
        project.path(kind.collection),
        fieldsOf(kind, invocation.texts('set')),
      )
      invocation.output.answer(entity, `${entity.key} ${entity.label}`)
    })
  },
}
