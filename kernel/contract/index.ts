export {
  fullPath,
  isCallable,
  orgEndpoint,
  projectAction,
  projectInquiry,
  projectQuery,
  rawEndpoint,
  rawOrgEndpoint,
  userEndpoint,
} from './endpoint.ts'
export type { Callable, Endpoint, RawOrgRequest, RawRequest } from './endpoint.ts'
export { anyEntityEndpoints, entityEndpoints } from './entity-endpoints.ts'
export { entitySchema } from './entities/shape.ts'
export { applyHeaders } from './answer-headers.ts'
export { apiHandler, sendProblem, type ApiHandler } from './http.ts'
export type { OrgContext, RequestFacts, UserContext } from './request.ts'
export { pageOf, problemSchema, spanSchema } from './schemas.ts'
export { contextOn, placeOf, readingIn, transactIn } from './open.ts'
export { serve } from './serve.ts'
export { onlyOnce, pruneIdempotencyKeys, repeatableBytes, type Repeatable } from './idempotency.ts'
