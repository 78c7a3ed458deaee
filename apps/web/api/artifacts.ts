import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { withDefault } from './fallbacks.ts'
import { entityPath, type Entity } from './entities.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { command, request } from './request.ts'

const artifactFields = z.looseObject({
  filename: withDefault(z.nullable(z.string()), ''),
  media_type: z.nullish(z.string()),
  size_bytes: z.nullish(z.coerce.number()),
  state: withDefault(z.nullable(z.string()), 'pending'),
  failure_reason: z.nullish(z.string()),
  folder_id: z.nullish(z.string()),
  version_number: z.nullish(z.number()),
  superseded_by: z.nullish(z.string()),
  mail_id: z.nullish(z.string()),
  format: z.nullish(z.string()),
  page_count: z.nullish(z.number()),
  sha256: z.nullish(z.string()),
})

/** The fields of a source file beside what all entities share. */
export const artifactOf = (entity: Entity): z.output<typeof artifactFields> => z.parse(artifactFields, entity)

const block = z.object({
  start: z.number(),
  end: z.number(),
  kind: withDefault(z.string(), 'paragraph'),
  level: z.nullish(z.number()),
  page: z.nullish(z.number()),
  cell: z.nullish(z.object({ sheet: z.string(), address: z.string() })),
})

/** A part of a source's text: a heading, a paragraph, a cell. Offsets are half-open UTF-16. */
export type TextBlock = z.output<typeof block>

const page = z.object({ number: z.number(), width: z.number(), height: z.number() })

/** A page of a source as it is displayed, in points (1/72 inch). */
export type SourcePage = z.output<typeof page>

/** The text of a source and its parts. */
export const textQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'artifacts', 'entity', id, 'text'],
    queryFn: ({ signal }) =>
      request(
        z.object({
          text: z.string(),
          blocks: z.array(block),
          pages: withDefault(z.nullable(z.array(page)), null),
        }),
        `${entityPath(ref, 'artifacts', id)}/text`,
        {
          signal,
        },
      ),
    staleTime: 5 * 60_000,
  })

const place = z.object({ start: z.number(), end: z.number() })
const found = {
  id: z.nullish(z.string()),
  confidence: z.nullish(z.number()),
  spans: withDefault(z.array(place), []),
}

const findings = z.object({
  persons: withDefault(
    z.array(
      z.looseObject({
        ...found,
        name: z.string(),
        role: z.nullish(z.string()),
        organization: z.nullish(z.string()),
        mentions: z.nullish(z.number()),
      }),
    ),
    [],
  ),
  facts: withDefault(
    z.array(
      z.looseObject({
        ...found,
        type: z.nullish(z.string()),
        key: z.string(),
        value: z.union([z.string(), z.number()]),
        unit: z.nullish(z.string()),
        span: z.nullish(place),
      }),
    ),
    [],
  ),
  topics: withDefault(
    z.array(z.looseObject({ ...found, name: z.optional(z.string()), topic: z.optional(z.string()) })),
    [],
  ),
  insights: withDefault(
    z.array(
      z.looseObject({
        ...found,
        type: z.nullish(z.string()),
        title: z.string(),
        description: z.nullish(z.string()),
        severity: z.nullish(z.string()),
      }),
    ),
    [],
  ),
})

/** What was found in a source. */
export type Findings = z.output<typeof findings>

/** What was found in a source, each with its places in the text. */
export const findingsQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'artifacts', 'entity', id, 'findings'],
    queryFn: ({ signal }) => request(findings, `${entityPath(ref, 'artifacts', id)}/findings`, { signal }),
  })

/** Where the original file can be had. */
export const artifactFileUrl = (ref: ProjectRef, id: string): string =>
  `${entityPath(ref, 'artifacts', id)}/file`

/** Where a picture can be shown from. */
export const artifactPictureUrl = (ref: ProjectRef, id: string): string =>
  `${entityPath(ref, 'artifacts', id)}/pages/1/picture`

/** Processes a failed source again. */
export const retryArtifact = (ref: ProjectRef, id: string): Promise<void> =>
  command(`${entityPath(ref, 'artifacts', id)}/retry`, { method: 'POST' })

const rectangle = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

/** A rectangle on a page, in points from its upper left corner. */
export type PageBox = z.output<typeof rectangle>

/** Where words stand: the page and the rectangles on it, or the cells. */
export const placeQuery = (ref: ProjectRef, id: string, words: { start: number; end: number }) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'artifacts', 'entity', id, 'place', words.start, words.end],
    queryFn: ({ signal }) =>
      request(
        z.object({ page: z.nullable(z.number()), boxes: z.array(rectangle), cell: z.nullable(z.string()) }),
        `${entityPath(ref, 'artifacts', id)}/place`,
        { query: { start: words.start, end: words.end }, signal },
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })

const version = z.object({
  id: z.string(),
  key: z.string(),
  filename: z.string(),
  version_number: z.number(),
})
const range = z.nullable(z.object({ start: z.number(), end: z.number() }))

const changes = z.object({
  items: z.array(
    z.object({
      position: z.number(),
      change: z.string(),
      old: range,
      new: range,
      difference: z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })),
      resting: z.array(z.object({ id: z.string(), kind: z.string(), label: z.string(), stale: z.boolean() })),
    }),
  ),
  older: version,
  newer: version,
  counts: z.record(z.string(), z.number()),
})

/** What changed in a source since the version that it supersedes. */
export type SourceChanges = z.output<typeof changes>

/** What changed in a source since its previous version, passage by passage, and what rests on it. */
export const changesQuery = (ref: ProjectRef, id: string) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'artifacts', 'entity', id, 'changes'],
    queryFn: ({ signal }) =>
      request(changes, `${entityPath(ref, 'artifacts', id)}/changes`, { query: { limit: 500 }, signal }),
    retry: false,
  })
