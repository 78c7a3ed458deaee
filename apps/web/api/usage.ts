import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { command, path, request } from './request.ts'

const total = z.object({
  day: z.string(),
  project_id: z.nullable(z.string()),
  provider: z.string(),
  model: z.string(),
  purpose: z.string(),
  calls: z.number(),
  failed: z.number(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cost: z.nullable(z.string()),
  currency: z.nullable(z.string()),
  unpriced_calls: z.number(),
})

/** What one model cost on one day for one purpose of one project. */
export type UsageTotal = z.output<typeof total>

/** Tokens and cost per day of an organization, between two days (`2026-03-01`). */
export const usageQuery = (org: string, range: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['organization', org, 'usage', range],
    queryFn: async ({ signal }) =>
      (
        await request(z.object({ items: z.array(total) }), path`/api/v1/orgs/${org}/usage`, {
          query: range,
          signal,
        })
      ).items,
  })

const price = z.object({
  id: z.string(),
  provider: z.string(),
  model: z.string(),
  currency: z.string(),
  input_price: z.string(),
  output_price: z.string(),
  cache_read_price: z.nullable(z.string()),
  valid_from: z.string(),
})

/** The price book of an organization, newest first. */
export const pricesQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'model-prices'],
    queryFn: async ({ signal }) =>
      (
        await request(z.object({ items: z.array(price) }), path`/api/v1/orgs/${org}/model-prices`, {
          signal,
        })
      ).items,
  })

/** Sets what a model costs from a date on, per million tokens. */
export const setPrice = (org: string, input: object): Promise<void> =>
  command(path`/api/v1/orgs/${org}/model-prices`, { method: 'POST', body: input })
