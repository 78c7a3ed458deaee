import type { IncomingMessage, ServerResponse } from 'node:http'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import type { House } from '../module/house.ts'
import { fieldErrors } from '../module/parse-input.ts'
import { invalid, Refusal } from '../module/refusal.ts'
import type { Endpoint } from './endpoint.ts'
import { problemOf } from './problem.ts'
import type { RequestFacts } from './request.ts'
import { serverRouter, type CallContext } from './router.ts'
import { streamsOf } from './streams.ts'

/** Answers `/api/v1/…`; gives false where no endpoint has that path. */
export type ApiHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  facts: RequestFacts,
) => Promise<boolean>

/** Builds the HTTP face of all endpoints. */
export const apiHandler = (house: House, endpoints: readonly Endpoint[]): ApiHandler => {
  const streams = streamsOf(house, endpoints)
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
    if (await streams(request, response, facts)) return true
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
