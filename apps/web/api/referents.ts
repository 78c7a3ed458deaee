import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { withDefault } from './fallbacks.ts'
import { entityPath } from './entities.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { request } from './request.ts'

const mention = z.looseObject({
  finding_id: z.string(),
  artifact_id: z.string(),
  filename: z.string(),
  name: z.string(),
  mentions: z.number(),
  spans: withDefault(z.array(z.object({ start: z.number(), end: z.number() })), []),
  reasons: withDefault(z.array(z.string()), []),
})

/** Where one source names a person, organization or place, and why it is taken to mean this one. */
export type Mention = z.output<typeof mention>

/** All places where it is named. */
export const mentionsQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'referents', 'entity', id, 'mentions'],
    queryFn: ({ signal }) =>
      request(z.object({ items: z.array(mention) }), `${entityPath(ref, 'referents', id)}/mentions`, {
        signal,
      }),
    select: ({ items }) => items,
  })

const candidate = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  confidence: z.number(),
  reasons: z.array(z.string()),
})

/** Another record that may be the same. */
export type Candidate = z.output<typeof candidate>

/** Records that may be the same. */
export const candidatesQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'referents', 'entity', id, 'candidates'],
    queryFn: ({ signal }) =>
      request(z.object({ items: z.array(candidate) }), `${entityPath(ref, 'referents', id)}/candidates`, {
        signal,
      }),
    select: ({ items }) => items,
  })
