import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { entityPath } from './entities.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { command, request } from './request.ts'

const comment = z.object({
  id: z.string(),
  parent_id: z.nullish(z.string()),
  body: z.string(),
  author: z.nullish(z.object({ id: z.nullish(z.string()), name: z.nullish(z.string()) })),
  created_at: z.string(),
})

/** A comment on an entity. */
export type Comment = z.output<typeof comment>

/** The discussion of an entity. */
export const commentsQuery = (ref: ProjectRef, collection: string, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), collection, 'entity', id, 'comments'],
    queryFn: ({ signal }) =>
      request(z.object({ items: z.array(comment) }), `${entityPath(ref, collection, id)}/comments`, {
        signal,
      }),
  })

/** Adds a comment, or an answer to one. */
export const addComment = (
  ref: ProjectRef,
  collection: string,
  id: string,
  body: string,
  parentId?: string,
): Promise<void> =>
  command(`${entityPath(ref, collection, id)}/comments`, {
    method: 'POST',
    body: { body, ...(parentId === undefined ? {} : { parent_id: parentId }) },
  })
