import { queryOptions } from '@tanstack/react-query'
import type { AnswerOf } from '#apps/client/call.ts'
import { call } from './request.ts'

/** The signed-in person, their organizations and projects, and the model in use. */
export type Me = AnswerOf<'me.get'>

/** One organization as the person sees it. */
export type Organization = Me['organizations'][number]

/** The query for the signed-in person. A 401 is its answer for nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call('me.get', {}, { signal }),
  staleTime: 60_000,
  retry: false,
})
