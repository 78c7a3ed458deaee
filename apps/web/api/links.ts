import { queryOptions } from '@tanstack/react-query'
import type { BodyOf } from '#apps/client/call.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

export type { Link, Span, Trace } from '../../../generated/api.ts'

/** The links of an entity, both ways, now or as they were at a time. */
export const linksQuery = (ref: ProjectRef, collection: string, id: string, asOf?: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), collection, 'entity', id, 'links', asOf ?? 'now'],
    queryFn: ({ signal }) =>
      call('entities.links', { params: { ...ref, collection, id }, query: { as_of: asOf } }, { signal }),
  })

/** Links an entity to another. */
export const createLink = (
  ref: ProjectRef,
  collection: string,
  id: string,
  input: BodyOf<'entities.link'>,
  change?: string,
) => call('entities.link', { params: { ...ref, collection, id }, body: input }, { change })

/** Takes a link of an entity away. */
export const removeLink = (ref: ProjectRef, collection: string, id: string, link: string, change: string) =>
  call('entities.unlink', { params: { ...ref, collection, id, link } }, { change })

/** All that is held of the links of a record, whatever its collection. */
export const linksOfRecord = (ref: ProjectRef, id: string) => ({
  queryKey: projectKey(ref),
  predicate: ({ queryKey }: { queryKey: readonly unknown[] }) =>
    queryKey[4] === 'entity' && queryKey[5] === id && (queryKey[6] === 'links' || queryKey[6] === 'trace'),
})

/** How a file is linked to the record that it is attached to. */
export const attachment = 'attached_to'

/** Walks the graph from an entity: `up` to what it rests on, `down` to what rests on it. */
export const traceQuery = (
  ref: ProjectRef,
  collection: string,
  id: string,
  direction: 'up' | 'down',
  depth = 4,
) =>
  queryOptions({
    queryKey: [...projectKey(ref), collection, 'entity', id, 'trace', direction, depth],
    queryFn: ({ signal }) =>
      call('entities.trace', { params: { ...ref, collection, id }, query: { direction, depth } }, { signal }),
  })
