import type { IncomingMessage, ServerResponse } from 'node:http'
import type { House } from '../module/house.ts'
import { parseInput } from '../module/parse-input.ts'
import { Refusal } from '../module/refusal.ts'
import { fullPath, isCallable, type Endpoint, type RawEndpoint, type RawOrgEndpoint } from './endpoint.ts'
import { readingIn, scopeOf, transactIn } from './open.ts'
import type { RequestFacts } from './request.ts'
import { enterOrg, enterProject } from './serve.ts'

type StreamEndpoint = RawEndpoint | RawOrgEndpoint

/** Answers requests to endpoints that handle the stream themselves; gives false where none has that path. */
export const streamsOf = (
  house: House,
  endpoints: readonly Endpoint[],
): ((request: IncomingMessage, response: ServerResponse, facts: RequestFacts) => Promise<boolean>) => {
  const streams = endpoints.flatMap((endpoint) => (isCallable(endpoint) ? [] : [matcherOf(endpoint)]))
  return async (request, response, facts) => {
    const method = request.method ?? 'GET'
    const url = new URL(request.url ?? '/', 'http://localhost')
    for (const { endpoint, match } of streams) {
      const params = endpoint.method === method ? match(url.pathname) : undefined
      if (params && fitsContent(endpoint, request)) {
        await answer(house, endpoint, { request, response, params, url, facts })
        return true
      }
    }
    return false
  }
}

interface Match {
  endpoint: StreamEndpoint
  match(path: string): Record<string, string> | undefined
}

const matcherOf = (endpoint: StreamEndpoint): Match => {
  const names: string[] = []
  const pattern = fullPath(endpoint).replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    names.push(name)
    return '([^/]+)'
  })
  const expression = new RegExp(`^/api/v1/${pattern}$`)
  return {
    endpoint,
    match(path) {
      const found = expression.exec(path)
      if (!found) return undefined
      try {
        return Object.fromEntries(
          names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]),
        )
      } catch {
        throw new Refusal(400, 'malformed-request', 'The address is not well formed.')
      }
    },
  }
}

/** Two endpoints may share a path where one takes another kind of body. */
const fitsContent = (endpoint: StreamEndpoint, request: IncomingMessage): boolean => {
  if (!endpoint.consumes) return true
  return !(request.headers['content-type'] ?? '').startsWith('application/json')
}

interface Call {
  request: IncomingMessage
  response: ServerResponse
  params: Record<string, string>
  url: URL
  facts: RequestFacts
}

const answer = (house: House, endpoint: StreamEndpoint, { url, ...call }: Call): Promise<void> => {
  const entering = { house, ...call }
  return endpoint.scope === 'raw'
    ? inProject(entering, endpoint, url)
    : inOrganization(entering, endpoint, url)
}

type Entering = Omit<Call, 'url'> & { house: House }

const inProject = ({ house, ...call }: Entering, endpoint: RawEndpoint, url: URL): Promise<void> => {
  const place = enterProject(house, endpoint.permit, call.facts, call.params)
  return endpoint.handle({
    ...call,
    query: queryOf(endpoint, url),
    reading: readingIn(place),
    transaction: (work) => transactIn(place, work),
    signal: untilGone(call.response),
  })
}

const inOrganization = ({ house, ...call }: Entering, endpoint: RawOrgEndpoint, url: URL): Promise<void> => {
  const org = enterOrg(call.facts, endpoint.permit.orgRole, call.params)
  return endpoint.handle({
    ...call,
    house,
    org,
    query: queryOf(endpoint, url),
    scope: scopeOf(call.facts, org, org.projects),
    signal: untilGone(call.response),
  })
}

const queryOf = (endpoint: StreamEndpoint, { searchParams }: URL): Record<string, unknown> =>
  parseInput(endpoint.query, Object.fromEntries(searchParams)) as Record<string, unknown>

const untilGone = (response: ServerResponse): AbortSignal => {
  const abort = new AbortController()
  response.on('close', () => abort.abort())
  return abort.signal
}
