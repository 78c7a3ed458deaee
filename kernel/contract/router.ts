import { oc } from '@orpc/contract'
import { implement, type AnyRouter } from '@orpc/server'
import { z } from 'zod'
import type { House } from '../module/house.ts'
import { fullPath, isCallable, type Callable, type Endpoint } from './endpoint.ts'
import type { RequestFacts } from './request.ts'
import { serve } from './serve.ts'

/** What the HTTP adapter puts beside each call. */
export interface CallContext {
  facts: RequestFacts
  /** errors on their way to the edge */
  failed: unknown[]
  /** the body was read and the endpoint called */
  reached?: boolean
  /** what the endpoint answered */
  answer?: unknown
  [key: string]: unknown
}

/** An endpoint without parameters is called without any. */
const paramsOf = (path: string): z.ZodType =>
  z
    .object(
      Object.fromEntries(
        [...path.matchAll(/\{(\w+)\}/g)].map((match) => [match[1] ?? '', z.string().min(1).max(300)]),
      ),
    )
    .prefault({})

/** The contract of one endpoint, from which OpenAPI, typed clients and the router derive. */
export const contractOf = (endpoint: Callable) => {
  const path = fullPath(endpoint)
  const [group = 'api'] = endpoint.name.split('.')
  return oc
    .route({
      method: endpoint.method === 'PUT' ? 'PUT' : endpoint.method,
      path: `/${path}`,
      operationId: endpoint.name,
      summary: endpoint.summary,
      tags: [group],
      inputStructure: 'detailed',
      successStatus: endpoint.successStatus,
    })
    .input(z.object({ params: paramsOf(path), query: endpoint.query, body: endpoint.body }))
    .output(endpoint.output)
}

/** All contracts as one nested router, grouped by the names of the endpoints. */
export const contractRouter = (
  endpoints: readonly Endpoint[],
): Record<string, Record<string, ReturnType<typeof contractOf>>> => {
  const router: Record<string, Record<string, ReturnType<typeof contractOf>>> = {}
  for (const endpoint of endpoints.filter(isCallable)) {
    const [group = 'api', verb = 'call'] = endpoint.name.split('.')
    const known = (router[group] ??= {})
    if (known[verb]) throw new Error(`Two endpoints are called ${endpoint.name}.`)
    known[verb] = contractOf(endpoint)
  }
  return router
}

/** The router that answers the contracts. Answers are not parsed again: they were made from typed rows. */
export const serverRouter = (house: House, endpoints: readonly Endpoint[]): AnyRouter => {
  const router: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints.filter(isCallable)) {
    const [group = 'api', verb = 'call'] = endpoint.name.split('.')
    const known = (router[group] ??= {})
    known[verb] = implement(contractOf(endpoint), { initialOutputValidationIndex: Number.NaN })
      .$context<CallContext>()
      .handler(async ({ input, context }) => {
        context.reached = true
        // beside the adapter, which would copy every value of it in search of files
        context.answer = await serve(house, endpoint, context.facts, input as never)
        return null
      })
  }
  return router as AnyRouter
}
