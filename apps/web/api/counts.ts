import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { filterParameters, type Filters } from './entities.ts'
import { projectKey, projectPath, type ProjectRef } from './project.ts'
import { request } from './request.ts'

const counts = z.object({
  total: z.number(),
  groups: z.array(z.object({ values: z.record(z.string(), z.nullable(z.string())), count: z.number() })),
})

/** How many entities there are in all, and with each combination of values. */
export type Counts = z.output<typeof counts>

/** Counts what a list would show, by up to two fields. */
export const countsQuery = (
  ref: ProjectRef,
  collection: string,
  query: { q?: string | undefined; filter?: Filters; by?: string[] },
) =>
  queryOptions({
    queryKey: [...projectKey(ref), collection, 'counts', query],
    queryFn: ({ signal }) =>
      request(counts, `${projectPath(ref)}/${collection}/counts`, {
        query: { q: query.q, by: query.by?.join(',') || undefined, ...filterParameters(query.filter) },
        signal,
      }),
    placeholderData: keepPreviousData,
  })
