import { infiniteQueryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { withDefault } from './fallbacks.ts'
import { entityPath } from './entities.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { request } from './request.ts'

const change = z.object({
  field: z.string(),
  before: z.optional(z.unknown()),
  after: z.optional(z.unknown()),
})

const entry = z.object({
  id: z.union([z.string(), z.number()]),
  at: z.string(),
  actor: z.nullish(
    z.object({ type: z.nullish(z.string()), id: z.nullish(z.string()), name: z.nullish(z.string()) }),
  ),
  action: z.string(),
  changed: withDefault(z.nullable(z.array(change)), []),
  reason: z.nullish(z.string()),
  request_id: z.nullish(z.string()),
})

/** One audited change. */
export type HistoryEntry = z.output<typeof entry>

/** The audited changes of an entity, newest first. */
export const historyQuery = (ref: ProjectRef, collection: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [...projectKey(ref), collection, 'entity', id, 'history'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      request(
        z.object({ items: z.array(entry), next_cursor: z.nullish(z.string()) }),
        `${entityPath(ref, collection, id)}/history`,
        { query: { cursor: pageParam }, signal },
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
