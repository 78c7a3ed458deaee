import type { QueryOf } from '#apps/client/call.ts'
import { pagesOf } from './entities.ts'
import { projectKey, type ProjectRef } from './project.ts'
import { call } from './request.ts'

export type { Insight } from '../../../generated/api.ts'

/** What insights are narrowed to. */
export type InsightFilter = Pick<QueryOf<'insights.list'>, 'type' | 'severity'> & { aside: boolean }

/** The key of all that is read of insights. */
export const insightsKey = (ref: ProjectRef) => [...projectKey(ref), '*', 'insights']

/** The insights of all sources, those first in which the project trusts most. */
export const insightsQuery = (ref: ProjectRef, { aside, ...filter }: InsightFilter) =>
  pagesOf([...insightsKey(ref), aside, filter], (cursor, signal) =>
    call(
      'insights.list',
      {
        params: ref,
        query: { ...filter, dismissed: String(aside), limit: 50, ...(cursor === '' ? {} : { cursor }) },
      },
      { signal },
    ),
  )

/** Says how useful an insight is, from 1 to 5; it bends the trust in others of its type. */
export const rateInsight = (ref: ProjectRef, id: string, rating: number) =>
  call('insights.rate', { params: { ...ref, id }, body: { rating } })

/** Puts an insight aside, also when its source is read again. */
export const dismissInsight = (ref: ProjectRef, id: string) =>
  call('insights.dismiss', { params: { ...ref, id }, body: {} })

/** Takes back that an insight was put aside. */
export const recallInsight = (ref: ProjectRef, id: string) =>
  call('insights.recall', { params: { ...ref, id }, body: {} })
