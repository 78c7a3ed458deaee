import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { House } from '../module/house.ts'
import { fieldErrors } from '../module/parse-input.ts'
import { invalid, Refusal } from '../module/refusal.ts'
import { checkAnswer } from './check-answer.ts'
import { fullPath, isCallable, type Callable, type Endpoint, type EndpointInput } from './endpoint.ts'
import { inputOf } from './input.ts'
import { problemOf } from './problem.ts'
import { bodyOf, queryOf } from './read-request.ts'
import type { RequestFacts } from './request.ts'
import { RouteTable } from './route-table.ts'
import { serve } from './serve.ts'
import { answerStream, fitsContent, type StreamEndpoint } from './streams.ts'

/** Answers `/api/v1/…`; gives false where no endpoint has that path. */
export type ApiHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  facts: RequestFacts,
  url: URL,
) => Promise<boolean>

type Target =
  | { raw: StreamEndpoint }
  | { raw?: undefined; endpoint: Callable; input: z.ZodType<EndpointInput> }

const prefix = '/api/v1/'

/** Builds the HTTP face of all endpoints: every address is arranged and every schema made once. */
export const apiHandler = (house: House, endpoints: readonly Endpoint[]): ApiHandler => {
  const table = new RouteTable<Target>()
  const ordered = [...endpoints.filter((endpoint) => !isCallable(endpoint)), ...endpoints.filter(isCallable)]
  for (const endpoint of ordered) table.add(endpoint.method, fullPath(endpoint), targetOf(endpoint))
  refuseDoubles(endpoints)

  return async (request, response, facts, url) => {
    if (!url.pathname.startsWith(prefix)) return false
    const found = table.find(
      request.method ?? 'GET',
      url.pathname.slice(prefix.length),
      ({ raw }) => !raw || fitsContent(raw, request),
    )
    if (!found) return false
    const { target, params } = found
    if (target.raw) {
      await answerStream(house, target.raw, { request, response, params, url, facts })
      return true
    }
    const body = saidIn(target.endpoint, await bodyOf(request))
    const input = parsed(target.input, { params, query: queryOf(url.searchParams), body })
    const answer = await serve(house, target.endpoint, facts, input)
    if (house.config.API_ANSWERS === 'checked') checkAnswer(target.endpoint, answer)
    send(response, facts, target.endpoint.successStatus, answer)
    return true
  }
}

/** Clients that always send a body say nothing as `{}`. */
const saidIn = ({ body: expected }: Callable, body: unknown): unknown =>
  expected instanceof z.ZodUndefined && z.strictObject({}).safeParse(body).success ? undefined : body

const targetOf = (endpoint: Endpoint): Target =>
  isCallable(endpoint)
    ? { endpoint, input: inputOf(endpoint) as z.ZodType<EndpointInput> }
    : { raw: endpoint }

const refuseDoubles = (endpoints: readonly Endpoint[]): void => {
  const names = new Set<string>()
  for (const { name } of endpoints.filter(isCallable)) {
    if (names.has(name)) throw new Error(`Two endpoints are called ${name}.`)
    names.add(name)
  }
}

/** @throws Refusal 422 naming every wrong field without saying in which part of the request it stands */
const parsed = (schema: z.ZodType<EndpointInput>, given: unknown): EndpointInput => {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  throw invalid(
    fieldErrors(result.error).map(({ path, message }) => ({
      path: path.replace(/^(body|query|params)\.?/, ''),
      message,
    })),
  )
}

/** Head and body leave together, with all headers said at once. */
const send = (response: ServerResponse, facts: RequestFacts, status: number, answer: unknown): void => {
  if (answer === undefined) {
    response.writeHead(status, facts.headers)
    response.end()
    return
  }
  // as text: Node sends it in one piece with the head, and bytes as a second one
  const text = JSON.stringify(answer)
  facts.headers.push('content-type', 'application/json', 'content-length', String(Buffer.byteLength(text)))
  response.writeHead(status, facts.headers)
  response.end(text)
}

/** Turns whatever was thrown into problem details on the response. */
export const sendProblem = (
  response: ServerResponse,
  error: unknown,
  requestId: string,
  log: (error: unknown) => void,
): void => {
  const problem = problemOf(error, requestId)
  if (problem.status >= 500) log(error)
  if (response.headersSent) {
    response.destroy()
    return
  }
  if (error instanceof Refusal && error.retryAfterSeconds)
    response.setHeader('retry-after', String(error.retryAfterSeconds))
  response.statusCode = problem.status
  response.setHeader('content-type', 'application/problem+json')
  response.end(JSON.stringify(problem))
}
