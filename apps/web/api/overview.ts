import { queryOptions } from '@tanstack/react-query'
import type { AnswerOf } from '#apps/client/call.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

export type { Activity, KindOverview } from '../../../generated/api.ts'

/** The project in figures, per kind of record. */
export const overviewQuery = (ref: ProjectRef) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'overview'],
    queryFn: async ({ signal }) => (await call('overview.get', { params: ref }, { signal })).kinds,
  })

/** A record that wants somebody's attention. */
export type Wanting = AnswerOf<'attention.list'>['overdue'][number]

/** Records past their due date, and records whose source has changed since. */
export const attentionQuery = (ref: ProjectRef) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'attention'],
    queryFn: ({ signal }) => call('attention.list', { params: ref }, { signal }),
  })

/** What people and agents did in the project, newest first, without what followed by itself. */
export const activityQuery = (
  ref: ProjectRef,
  query: { since?: string | undefined; limit: number; kind?: string; fields?: string },
) =>
  queryOptions({
    queryKey: [...projectKey(ref), '*', 'activity', query],
    queryFn: async ({ signal }) =>
      (await call('activity.list', { params: ref, query: { ...query, derived: 'false' } }, { signal })).items,
  })
