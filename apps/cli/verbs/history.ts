import { connected } from '../connection.ts'
import { locate } from '../kinds.ts'
import { printable } from '../output.ts'
import { projectOf } from '../project.ts'
import { projectOptions, type Verb } from '../verb.ts'

interface Entry {
  at: string
  actor: { type: string; name: string | null }
  action: string
  version: number | null
  changed: { field: string; before: unknown; after: unknown }[]
  reason: string | null
}

/** `history`: who changed a record, newest first. */
export const verb: Verb = {
  arguments: [{ name: 'KEY|ID', required: true }],
  options: {
    ...projectOptions,
    limit: { type: 'string', value: 'N', help: 'how many at most; default 50' },
    cursor: { type: 'string', value: 'CURSOR', help: 'next_cursor of the page before' },
  },
  async run(invocation) {
    await connected(invocation, { writes: false }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const { path } = await locate(connection.client, project, invocation.arguments[0] ?? '')
      const page = await connection.client.get<{ items: Entry[]; next_cursor: string | null }>(
        `${path}/history`,
        { limit: invocation.count('limit'), cursor: invocation.text('cursor') },
      )
      invocation.output.answer(page, () => page.items.map(readable).join('\n'))
    })
  },
}

const readable = ({ at, actor, action, version, changed, reason }: Entry): string =>
  [
    `${at}  ${action}${version === null ? '' : ` (version ${version})`} by ${actor.name ?? actor.type}${reason ? `: ${printable(reason)}` : ''}`,
    ...(action === 'insert' || action === 'create'
      ? []
      : changed.map(({ field, before, after }) => `    ${field}: ${short(before)} → ${short(after)}`)),
  ].join('\n')

const short = (value: unknown): string => {
  const text = value === null ? 'none' : printable(value)
  return text.length > 100 ? `${text.slice(0, 99)}…` : text
}
