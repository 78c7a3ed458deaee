import type { IncomingMessage, ServerResponse } from 'node:http'
import type { House } from '../module/house.ts'
import { parseInput } from '../module/parse-input.ts'
import { applyHeaders } from './answer-headers.ts'
import type { RawEndpoint, RawOrgEndpoint } from './endpoint.ts'
import { readingIn, scopeOf, transactIn } from './open.ts'
import type { RequestFacts } from './request.ts'
import { enterOrg, enterProject } from './serve.ts'

/** An endpoint that handles the stream itself. */
export type StreamEndpoint = RawEndpoint | RawOrgEndpoint

/** Two endpoints may share a path where one takes another kind of body. */
export const fitsContent = (endpoint: StreamEndpoint, request: IncomingMessage): boolean => {
  if (!endpoint.consumes || endpoint.consumes === 'application/json') return true
  return !(request.headers['content-type'] ?? '').startsWith('application/json')
}

interface Call {
  request: IncomingMessage
  response: ServerResponse
  params: Record<string, string>
  url: URL
  facts: RequestFacts
}

/** Answers a request to an endpoint that handles the stream itself; what is said of the answer goes to it at once. */
export const answerStream = (
  house: House,
  endpoint: StreamEndpoint,
  { url, ...call }: Call,
): Promise<void> => {
  applyHeaders(call.response, call.facts.headers)
  const setHeader = (name: string, value: string): void => void call.response.setHeader(name, value)
  const entering = { ...call, house, facts: { ...call.facts, setHeader } }
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
