import type { IncomingMessage, ServerResponse } from 'node:http'
import type { McpDoor } from '#apps/mcp/door.ts'
import type { Endpoint } from '#kernel/contract/index.ts'
import type { House } from '#kernel/module/index.ts'
import type { FactFinder } from './facts.ts'
import { jsonBody } from './json-body.ts'

/** Answers `/mcp`, and `/mcp?project=ORG/PROJECT` for whoever works in one project. */
export type McpPath = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  requestId: string,
) => Promise<void>

/** Leads to the MCP door. It is loaded with its library when first asked: most installations serve no agents. */
export const mcpPath = (
  house: House,
  endpoints: readonly Endpoint[],
  guards: { finder: FactFinder; guardSize(request: IncomingMessage, path: string): void },
): McpPath => {
  let door: Promise<McpDoor> | undefined
  return async (request, response, url, requestId) => {
    guards.guardSize(request, url.pathname)
    // only a refusal of the credential carries it
    response.setHeader('www-authenticate', 'Bearer')
    const facts = await guards.finder.facts(request, [], requestId)
    response.removeHeader('www-authenticate')
    const body = await jsonBody(request, house.config.REQUEST_MAX_BYTES)
    door ??= import('#apps/mcp/door.ts').then(({ mcpDoor }) => mcpDoor(house, endpoints))
    const bound = url.searchParams.get('project') ?? undefined
    await (
      await door
    )({ request, response, facts, body, bound })
  }
}
