import { oc } from '@orpc/contract'
import { fullPath, isCallable, type Callable, type Endpoint } from './endpoint.ts'
import { inputOf } from './input.ts'

/** The contract of one endpoint, from which OpenAPI and typed clients derive. */
export const contractOf = (endpoint: Callable) => {
  const path = fullPath(endpoint)
  const [group = 'api'] = endpoint.name.split('.')
  return oc
    .route({
      method: endpoint.method,
      path: `/${path}`,
      operationId: endpoint.name,
      summary: endpoint.summary,
      tags: [group],
      inputStructure: 'detailed',
      successStatus: endpoint.successStatus,
    })
    .input(inputOf(endpoint))
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
    known[verb] = contractOf(endpoint)
  }
  return router
}
