import { connected } from '../connection.ts'
import type { Entity } from '../kinds.ts'
import { table } from '../output.ts'
import { projectOf } from '../project.ts'
import { projectOptions, type Verb } from '../verb.ts'

/** `suggestions`: the inbox. */
export const verb: Verb = {
  options: {
    ...projectOptions,
    status: { type: 'string', value: 'S', help: 'pending (default), accepted, rejected or all' },
    limit: { type: 'string', value: 'N', help: 'how many at most; default 50' },
    cursor: { type: 'string', value: 'CURSOR', help: 'next_cursor of the page before' },
  },
  async run(invocation) {
    const status = invocation.text('status') ?? 'pending'
    const query = {
      'filter[state]': status === 'all' ? undefined : status,
      limit: invocation.count('limit'),
      cursor: invocation.text('cursor'),
    }
    await connected(invocation, { writes: false }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const page = await connection.client.get<{ items: Entity[]; next_cursor: string | null }>(
        project.path('suggestions'),
        query,
      )
      const columns = ['key', 'target_kind', 'title', 'confidence', 'state']
      invocation.output.answer(page, () =>
        page.items.length === 0
          ? 'None.'
          : table(
              columns,
              page.items.map((item) => columns.map((column) => item[column])),
            ),
      )
    })
  },
}
