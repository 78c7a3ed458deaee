import { queryOptions } from '@tanstack/react-query'
import type { ItemOf } from '#apps/client/call.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

/** A topic in its place; `documents` counts the sources that have it or one below it. */
export type TopicPlace = ItemOf<'topics.tree'>

/** The topics of a project, each right after what it is part of. */
export const topicTreeQuery = (ref: ProjectRef) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'topics', 'tree'],
    queryFn: ({ signal }) => call('topics.tree', { params: ref }, { signal }),
    select: ({ items }) => depthFirst(items),
  })

/** The same places in reading order; the order among brothers stays. */
export function depthFirst(places: readonly TopicPlace[]): TopicPlace[] {
  const below = Map.groupBy(places, ({ parent_id }) => parent_id ?? '')
  const known = new Set(places.map(({ id }) => id))
  const walk = (id: string): TopicPlace[] => (below.get(id) ?? []).flatMap((one) => [one, ...walk(one.id)])
  const roots = places.filter(({ parent_id }) => parent_id === null || !known.has(parent_id))
  return roots.flatMap((root) => [root, ...walk(root.id)])
}

/** The sources that have a topic or one below it, the ones that name it most first. */
export const topicFilesQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'topics', 'entity', id, 'files'],
    queryFn: ({ signal }) => call('topics.artifacts', { params: { ...ref, id } }, { signal }),
    select: ({ items }) => items,
  })
