import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AnswerOf, QueryOf } from '#apps/client/call.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

/** One thing found; `start` and `end` say where in a source's text, `highlights` what to mark in the excerpt. */
export type SearchHit = AnswerOf<'search.find'>['hits'][number]

/** How to search: by words, by meaning, or both. */
export type SearchMode = NonNullable<QueryOf<'search.find'>['mode']>

/** What a search is narrowed to; everything named holds together. Days as `2026-03-01`. */
export type SearchFilters = Pick<
  QueryOf<'search.find'>,
  'kind' | 'folder' | 'topic' | 'person' | 'tag' | 'from' | 'to'
>

/** Searches a project. The last answer stays while the next is on its way. */
export const searchQuery = (
  ref: ProjectRef,
  input: SearchFilters & { q: string; mode?: SearchMode | undefined; k?: number },
) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'search', input],
    queryFn: ({ signal }) => call('search.find', { params: ref, query: input }, { signal }),
    enabled: input.q.trim() !== '',
    placeholderData: keepPreviousData,
  })
