import { queryOptions } from '@tanstack/react-query'
import type { BodyOf, ItemOf } from '#apps/client/call.ts'
import { call } from './request.ts'

/** What one model cost on one day for one purpose of one project. */
export type UsageTotal = ItemOf<'usage.by_day'>

/** Tokens and cost per day of an organization, between two days (`2026-03-01`). */
export const usageQuery = (org: string, range: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['organization', org, 'usage', range],
    queryFn: async ({ signal }) =>
      (await call('usage.by_day', { params: { org }, query: range }, { signal })).items,
  })

/** The price book of an organization, newest first. */
export const pricesQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'model-prices'],
    queryFn: async ({ signal }) => (await call('modelPrices.list', { params: { org } }, { signal })).items,
  })

/** Sets what a model costs from a date on, per million tokens. */
export const setPrice = (org: string, body: BodyOf<'modelPrices.set'>) =>
  call('modelPrices.set', { params: { org }, body })
