import type { AnswerOf } from '#apps/client/call.ts'
import { connected } from '../connection.ts'
import { printable } from '../output.ts'
import { projectOf } from '../project.ts'
import { projectOptions, UsageError, type Verb } from '../verb.ts'

type Hit = AnswerOf<'search.find'>['hits'][number]

const modes = ['hybrid', 'lexical', 'semantic'] as const

/** `search`: by words, by meaning, or both. */
export const verb: Verb = {
  arguments: [{ name: 'QUERY', required: true, many: true }],
  options: {
    ...projectOptions,
    k: { type: 'string', short: 'k', value: 'N', help: 'how many at most; default 10' },
    mode: { type: 'string', value: 'M', help: 'hybrid (default), lexical or semantic' },
    kind: { type: 'string', value: 'KIND', help: 'only these kinds, separated by commas' },
  },
  async run(invocation) {
    const q = invocation.arguments.join(' ')
    const k = invocation.count('k')
    const asked = invocation.text('mode')
    const mode = modes.find((each) => each === asked)
    if (asked !== undefined && mode === undefined)
      throw new UsageError(`--mode takes ${modes.join(', ')}, not ${JSON.stringify(asked)}.`)
    await connected(invocation, { writes: false }, async (connection) => {
      const { org, project } = await projectOf(connection, invocation)
      const found = await connection.client.call('search.find', {
        params: { org, project },
        query: { q, k, mode, kind: invocation.text('kind') },
      })
      if (found.notice) invocation.output.say(found.notice)
      invocation.output.answer(found, () =>
        found.hits.length === 0 ? 'Nothing found.' : found.hits.map(readable).join('\n\n'),
      )
    })
  },
}

const readable = ({ key, title, page, text }: Hit): string => {
  const words = printable(text)
  return `${key}  ${printable(title)}${page === null ? '' : `, page ${page}`}\n    ${words.length > 300 ? `${words.slice(0, 300)}…` : words}`
}
