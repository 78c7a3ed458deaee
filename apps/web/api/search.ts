import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { withDefault } from './fallbacks.ts'
import { projectKey, projectPath, type ProjectRef } from './project.ts'
import { request } from './request.ts'

const hit = z.object({
  kind: z.string(),
  id: z.string(),
  key: z.nullish(z.string()),
  title: withDefault(z.nullable(z.string()), ''),
  text: withDefault(z.nullable(z.string()), ''),
  start: z.nullish(z.number()),
  end: z.nullish(z.number()),
  page: z.nullish(z.number()),
  heading: z.nullish(z.string()),
  highlights: withDefault(z.array(z.tuple([z.number(), z.number()])), []),
  score: withDefault(z.number(), 0),
})

/** One thing found; `start` and `end` say where in a source's text, `highlights` what to mark in the excerpt. */
export type SearchHit = z.output<typeof hit>

/** How to search: by words, by meaning, or both. */
export type SearchMode = 'hybrid' | 'lexical' | 'semantic'

/** What a search is narrowed to; everything named holds together. Days as `2026-03-01`. */
export type SearchFilters = {
  kind?: string | undefined
  folder?: string | undefined
  topic?: string | undefined
  person?: string | undefined
  tag?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** Searches a project. The last answer stays while the next is on its way. */
export const searchQuery = (
  ref: ProjectRef,
  input: SearchFilters & { q: string; mode?: SearchMode | undefined; k?: number },
) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'search', input],
    queryFn: ({ signal }) =>
      request(
        z.object({ hits: z.array(hit), ms: z.nullish(z.number()), notice: z.nullish(z.string()) }),
        `${projectPath(ref)}/search`,
        {
          query: input,
          signal,
        },
      ),
    enabled: input.q.trim() !== '',
    placeholderData: keepPreviousData,
  })
