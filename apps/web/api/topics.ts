import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { entityPath } from './entities.ts'
import { projectKey, projectPath, type ProjectRef } from './project.ts'
import { request } from './request.ts'

const place = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  parent_id: z.nullable(z.string()),
  depth: z.number(),
  documents: z.number(),
  mentions: z.number(),
})

/** A topic in its place; `documents` counts the sources that have it or one below it. */
export type TopicPlace = z.output<typeof place>

/** The topics of a project, each right after what it is part of. */
export const topicTreeQuery = (ref: ProjectRef) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'topics', 'tree'],
    queryFn: ({ signal }) =>
      request(z.object({ items: z.array(place) }), `${projectPath(ref)}/topic-tree`, { signal }),
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

const file = z.object({
  artifact_id: z.string(),
  filename: z.string(),
  mentions: z.number(),
  topics: z.array(z.string()),
})

/** The sources that have a topic or one below it, the ones that name it most first. */
export const topicFilesQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'topics', 'entity', id, 'files'],
    queryFn: ({ signal }) =>
      request(z.object({ items: z.array(file) }), `${entityPath(ref, 'topics', id)}/artifacts`, { signal }),
    select: ({ items }) => items,
  })
