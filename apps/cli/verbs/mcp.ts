import { connected, type Connection } from '../connection.ts'
import { projectOf } from '../project.ts'
import { projectOptions, type Invocation, type Verb } from '../verb.ts'

/** `mcp`: tools for an agent, over stdin and stdout. */
export const verb: Verb = {
  options: projectOptions,
  notes:
    'For agents that start their tools as programs. It speaks MCP on stdin and stdout until stdin ends, with what the API key may do; agents that speak HTTP use /mcp of a server.',
  async run(invocation) {
    const { bridge } = await import('#apps/mcp/bridge.ts')
    await connected(invocation, { writes: true }, async (connection) => {
      const address = new URL('/mcp', connection.client.url)
      const place = await placeFor(connection, invocation)
      if (place !== undefined) address.searchParams.set('project', place)
      await bridge(address, connection.client.authorization)
    })
  },
}

/** Here the project says as whom the operator acts; elsewhere the key does, and a call may name a project itself. */
const placeFor = async (connection: Connection, invocation: Invocation): Promise<string | undefined> => {
  if (!connection.isLocal && invocation.text('project') === undefined) return undefined
  const { org, project } = await projectOf(connection, invocation)
  return `${org}/${project}`
}
