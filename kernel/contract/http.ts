import type { IncomingMessage, ServerResponse } from 'node:http'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import type { House } from '../module/house.ts'
import { fieldErrors, parseInput } from '../module/parse-input.ts'
import { invalid, Refusal } from '../module/refusal.ts'
import { fullPath, type Endpoint, type RawEndpoint } from './endpoint.ts'
import { readingIn, transactIn } from './open.ts'
import { problemOf } from './problem.ts'
import type { RequestFacts } from './request.ts'
import { serverRouter, type CallContext } from './router.ts'
import { enterProject } from './serve.ts'

/** Answers `/api/v1/…`; gives false where no endpoint has that path. */
export type ApiHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  facts: RequestFacts,
) => Promise<boolean>

/** Builds the HTTP face of all endpoints. */
export const apiHandler = (house: House, endpoints: readonly Endpoint[]): ApiHandler => {
  const raw = endpoints.filter((endpoint) => endpoint.scope === 'raw').map(matcherOf)
  const handler = new OpenAPIHandler<CallContext>(serverRouter(house, endpoints), {
    // the adapter would answer errors in its own shape; they are kept for the edge instead
    rootInterceptors: [
      async (options) => {
        const result = await options.next()
        if (options.context.failed.length > 0) return { matched: false, response: undefined }
        return result.matched
          ? { matched: true, response: { ...result.response, body: options.context.answer } }
          : result
      },
    ],
    interceptors: [
      async (options) => {
        try {
          return await options.next()
        } catch (error) {
          options.context.failed.push(
            options.context.reached
              ? error instanceof ORPCError
                ? fromAdapter(error)
                : error
              : unreadable(error),
          )
          throw error
        }
      },
    ],
  })
  return async (request, response, facts) => {
    const method = request.method ?? 'GET'
    const url = new URL(request.url ?? '/', 'http://localhost')
    for (const { endpoint, match } of raw) {
      const params = endpoint.method === method ? match(url.pathname) : undefined
      if (params && fitsContent(endpoint, request)) {
        await serveRaw(house, endpoint, { request, response, params, url, facts })
        return true
      }
    }
    const failed: unknown[] = []
    const { matched } = await handler.handle(request, response, {
      prefix: '/api/v1',
      context: { facts, failed },
    })
    if (failed.length > 0) throw failed[0]
    return matched
  }
}

/** What fails before the endpoint is called lies in the request itself. */
const unreadable = (error: unknown): unknown => {
  if (error instanceof ORPCError) return fromAdapter(error)
  return error instanceof SyntaxError || error instanceof TypeError ? malformed() : error
}

const malformed = (): Refusal =>
  new Refusal(400, 'malformed-request', 'The body cannot be read. Send JSON that is well formed.')

const fromAdapter = (error: ORPCError<string, unknown>): unknown => {
  if (error.code === 'BAD_REQUEST') {
    const issues = z.object({ issues: z.array(z.custom<z.core.$ZodIssue>()) }).safeParse(error.data)
    if (!issues.success) return malformed()
    const errors = fieldErrors(new z.ZodError(issues.data.issues)).map(({ path, message }) => ({
      path: path.replace(/^(body|query|params)\.?/, ''),
      message,
    }))
    return invalid(errors)
  }
  return error.cause ?? error
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

interface RawMatch {
  endpoint: RawEndpoint
  match(path: string): Record<string, string> | undefined
}

const matcherOf = (endpoint: RawEndpoint): RawMatch => {
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
const fitsContent = (endpoint: RawEndpoint, request: IncomingMessage): boolean => {
  if (!endpoint.consumes) return true
  return !(request.headers['content-type'] ?? '').startsWith('application/json')
}

interface RawCall {
  request: IncomingMessage
  response: ServerResponse
  params: Record<string, string>
  url: URL
  facts: RequestFacts
}

const serveRaw = async (house: House, endpoint: RawEndpoint, call: RawCall): Promise<void> => {
  const place = enterProject(house, endpoint.permit, call.facts, call.params)
  const abort = new AbortController()
  call.response.on('close', () => abort.abort())
  const query = parseInput(endpoint.query, Object.fromEntries(call.url.searchParams)) as Record<
    string,
    unknown
  >
  await endpoint.handle({
    request: call.request,
    response: call.response,
    params: call.params,
    query,
    facts: call.facts,
    reading: readingIn(place),
    transaction: (work) => transactIn(place, work),
    signal: abort.signal,
  })
}
