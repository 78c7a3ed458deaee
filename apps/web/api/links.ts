import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
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
})

/** A passage of a source. */
export type Span = z.output<typeof span>

/** A link seen from one of its ends. */
export type Link = z.output<typeof link>

/** The links of an entity, both ways. */
export const linksQuery = (ref: ProjectRef, collection: string, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), collection, 'entity', id, 'links'],
    queryFn: ({ signal }) =>
      request(z.object({ items: z.array(link) }), `${entityPath(ref, collection, id)}/links`, { signal }),
  })

/** Links an entity to another. */
export const createLink = (
  ref: ProjectRef,
  collection: string,
  id: string,
  input: { relation: string; target_id: string },
): Promise<void> => command(`${entityPath(ref, collection, id)}/links`, { method: 'POST', body: input })

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
