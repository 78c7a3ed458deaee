import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Filters } from './entities.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

export type { Counts } from '../../../generated/api.ts'

/** Counts what a list would show, now or at a time, by up to two fields. */
export const countsQuery = (
  ref: ProjectRef,
  collection: string,
  query: { q?: string | undefined; filter?: Filters; by?: string[]; as_of?: string | undefined },
) =>
  queryOptions({
    queryKey: [...projectKey(ref), collection, 'counts', query],
    queryFn: ({ signal }) =>
      call(
        'entities.counts',
        { params: { ...ref, collection }, query: { ...query, by: query.by?.join(',') } },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
