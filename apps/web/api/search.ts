import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AnswerOf, QueryOf } from '#apps/client/call.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

type Found = AnswerOf<'search.find'>
type FoundEverywhere = AnswerOf<'search.find_everywhere'>

/**
 * One thing found; `start` and `end` say where in a source's text, `highlights` what to mark in the excerpt, `project`
 * where it is, if all projects were searched.
 */
export type SearchHit = Found['hits'][number] & Partial<Pick<FoundEverywhere['hits'][number], 'project'>>

/** How to search: by words, by meaning, or both. */
export type SearchMode = NonNullable<QueryOf<'search.find'>['mode']>

/** What a search is narrowed to; everything named holds together. Days as `2026-03-01`. */
export type SearchFilters = Pick<
  QueryOf<'search.find'>,
  'kind' | 'folder' | 'topic' | 'person' | 'tag' | 'from' | 'to'
>

/**
 * Searches a project, or all projects of its organization that the reader can see. The last answer stays while the next
 * is on its way.
 */
export const searchQuery = (
  ref: ProjectRef,
  input: SearchFilters & { q: string; mode?: SearchMode | undefined; k?: number; everywhere?: boolean },
) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'search', input],
    queryFn: ({ signal }): Promise<Omit<Found, 'hits'> & { hits: readonly SearchHit[] }> => {
      const { everywhere = false, folder, ...query } = input
      return everywhere
        ? // a folder is of one project
          call('search.find_everywhere', { params: { org: ref.org }, query }, { signal })
        : call('search.find', { params: ref, query: { ...query, folder } }, { signal })
    },
    enabled: input.q.trim() !== '',
    placeholderData: keepPreviousData,
  })
