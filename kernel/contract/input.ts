import { z } from 'zod'
import { fullPath, type Callable } from './endpoint.ts'

/** An endpoint without parameters is called without any. */
const paramsOf = (path: string): z.ZodType =>
  z
    .object(
      Object.fromEntries(
        [...path.matchAll(/\{(\w+)\}/g)].map((match) => [match[1] ?? '', z.string().min(1).max(300)]),
      ),
    )
    .prefault({})

/** All that an endpoint is given: parameters of its path, query, body. */
export const inputOf = (endpoint: Callable) =>
  z.object({ params: paramsOf(fullPath(endpoint)), query: endpoint.query, body: endpoint.body })
