import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { asChange } from './changes.ts'
import { withDefault } from './fallbacks.ts'
import { entityPath } from './entities.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { command, request } from './request.ts'

const span = z.object({
  id: z.nullish(z.string()),
  artifact_id: z.string(),
  start: z.number(),
  end: z.number(),
  quote: withDefault(z.nullable(z.string()), ''),
  page: z.nullish(z.number()),
})

const end = z.object({
  id: z.string(),
  key: z.nullish(z.string()),
  kind: z.string(),
  label: withDefault(z.string(), ''),
})

const link = z.object({
  id: z.string(),
  relation: z.string(),
  direction: z.enum(['out', 'in']),
  other: end,
  confidence: z.nullish(z.number()),
  origin: z.nullish(z.string()),
  span: z.nullish(span),
  stale_since: z.nullish(z.string()),
  created_at: z.string(),
  created_by: z.nullish(z.object({ id: z.string(), name: z.nullish(z.string()) })),
})

/** A passage of a source. */
export type Span = z.output<typeof span>

/** A link seen from one of its ends. */
export type Link = z.output<typeof link>

/** The links of an entity, both ways, now or as they were at a time. */
export const linksQuery = (ref: ProjectRef, collection: string, id: string, asOf?: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), collection, 'entity', id, 'links', asOf ?? 'now'],
    queryFn: ({ signal }) =>
      request(z.object({ items: z.array(link) }), `${entityPath(ref, collection, id)}/links`, {
        query: { as_of: asOf },
        signal,
      }),
  })

/** Links an entity to another. */
export const createLink = (
  ref: ProjectRef,
  collection: string,
  id: string,
  input: { relation: string; target_id: string },
  change?: string,
): Promise<void> =>
  command(`${entityPath(ref, collection, id)}/links`, {
    method: 'POST',
    body: input,
    headers: asChange(change),
  })

/** Takes a link of an entity away. */
export const removeLink = (
  ref: ProjectRef,
  collection: string,
  id: string,
  linkId: string,
  change: string,
): Promise<void> =>
  command(`${entityPath(ref, collection, id)}/links/${linkId}`, {
    method: 'DELETE',
    headers: asChange(change),
  })

/** All that is held of the links of a record, whatever its collection. */
export const linksOfRecord = (ref: ProjectRef, id: string) => ({
  queryKey: projectKey(ref),
  predicate: ({ queryKey }: { queryKey: readonly unknown[] }) =>
    queryKey[4] === 'entity' && queryKey[5] === id && (queryKey[6] === 'links' || queryKey[6] === 'trace'),
})

/** How a file is linked to the record that it is attached to. */
export const attachment = 'attached_to'

const trace = z.object({
  root: z.union([z.string(), z.looseObject({ id: z.string() })]),
  nodes: z.array(z.extend(end, { depth: z.number() })),
  links: z.array(
    z.object({
      id: z.string(),
      source_id: z.string(),
      target_id: z.string(),
      relation: z.string(),
      confidence: z.nullish(z.number()),
      span: z.nullish(span),
      stale_since: z.nullish(z.string()),
    }),
  ),
  truncated: withDefault(z.boolean(), false),
})

/** What an entity rests on, or what rests on it, some steps far. */
export type Trace = z.output<typeof trace>

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
      request(trace, `${entityPath(ref, collection, id)}/trace`, { query: { direction, depth }, signal }),
  })
