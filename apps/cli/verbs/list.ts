import { connected } from '../connection.ts'
import { kindNamed, kindsOf, type Entity } from '../kinds.ts'
import { table } from '../output.ts'
import { projectOf } from '../project.ts'
import { queryOf } from '../where.ts'
import { projectOptions, type Verb } from '../verb.ts'

/** `list`: records of a kind. */
export const verb: Verb = {
  arguments: [{ name: 'KIND', required: true }],
  options: {
    ...projectOptions,
    where: {
      type: 'string',
      value: 'CONDITION',
      multiple: true,
      help: 'field=value, also !=, >=, <=, >, <, ~ (contains); may be given several times',
    },
    q: { type: 'string', value: 'WORDS', help: 'only records whose text contains these words' },
    sort: { type: 'string', value: 'FIELD', help: 'sort by a field; -FIELD for the other direction' },
    limit: { type: 'string', value: 'N', help: 'how many at most; default 50' },
    cursor: { type: 'string', value: 'CURSOR', help: 'next_cursor of the page before' },
    deleted: { type: 'boolean', help: 'what is in the bin' },
  },
  async run(invocation) {
    const query = {
      ...queryOf(invocation.texts('where')),
      q: invocation.text('q'),
      sort: invocation.text('sort'),
      limit: invocation.count('limit'),
      cursor: invocation.text('cursor'),
      deleted: invocation.flag('deleted') ? 'true' : undefined,
    }
    await connected(invocation, { writes: false }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const kind = kindNamed(await kindsOf(connection.client, project), invocation.arguments[0] ?? '')
      const page = await connection.client.get<{ items: Entity[]; next_cursor: string | null }>(
        project.path(kind.collection),
        query,
      )
      if (page.next_cursor !== null && !invocation.output.isJson)
        invocation.output.say(`There is more: --cursor ${page.next_cursor}`)
      invocation.output.answer(page, () =>
        page.items.length === 0
          ? 'None.'
          : table(
              kind.columns,
              page.items.map((item) => kind.columns.map((column) => item[column])),
            ),
      )
    })
  },
}
