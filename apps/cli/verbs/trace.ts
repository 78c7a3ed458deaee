import { connected } from '../connection.ts'
import { locate } from '../kinds.ts'
import { projectOf } from '../project.ts'
import { treeOf, type Trace } from '../trace-tree.ts'
import { projectOptions, UsageError, type Verb } from '../verb.ts'

/** `trace`: on what a record rests, down to the words of a file, or what rests on it. */
export const verb: Verb = {
  arguments: [{ name: 'KEY|ID', required: true }],
  options: {
    ...projectOptions,
    up: { type: 'boolean', help: 'on what it rests (default)' },
    down: { type: 'boolean', help: 'what rests on it' },
    depth: { type: 'string', value: 'N', help: 'how far; default 10' },
  },
  async run(invocation) {
    if (invocation.flag('up') && invocation.flag('down'))
      throw new UsageError('--up and --down are opposites: choose one.')
    const direction = invocation.flag('down') ? 'down' : 'up'
    const depth = invocation.count('depth')
    await connected(invocation, { writes: false }, async (connection) => {
      const project = await projectOf(connection, invocation)
      const { path } = await locate(connection.client, project, invocation.arguments[0] ?? '')
      const trace = await connection.client.get<Trace>(`${path}/trace`, { direction, depth })
      if (trace.truncated) invocation.output.say('There is more than is shown: use --depth, or begin nearer.')
      invocation.output.answer(trace, () => treeOf(trace, direction))
    })
  },
}
