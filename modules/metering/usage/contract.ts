import { z } from 'zod'
import { orgEndpoint, pageOf } from '#kernel/contract/index.ts'
import { uuidv7 } from '#kernel/db/index.ts'

const decimal = z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'must be a decimal number such as 2.50')
const price = z.object({
  provider: z.string().min(1).max(100),
  model: z.string().min(1).max(200),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('USD'),
  input_price: decimal,
  output_price: decimal,
  cache_read_price: decimal.optional(),
  cache_write_price: decimal.optional(),
  valid_from: z.iso.datetime({ offset: true }),
})

/** Sets what a model costs from a date on, per million tokens. Former prices stay for what was used under them. */
export const setPrice = orgEndpoint({
  method: 'POST',
  path: 'model-prices',
  name: 'modelPrices.set',
  summary: 'Set the price of a model from a date on',
  permit: { orgRole: 'admin' },
  successStatus: 201,
  body: z.strictObject(price.shape),
  output: z.object({ id: z.uuid() }),
  handle: async ({ tx, org, access }, { body }) => {
    const id = uuidv7()
    await tx.query(
      `insert into model_prices (org_id, id, provider, model, currency, input_price, output_price, cache_read_price, cache_write_price, valid_from, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        org.id,
        id,
        body.provider,
        body.model,
        body.currency,
        body.input_price,
        body.output_price,
        body.cache_read_price ?? null,
        body.cache_write_price ?? null,
        body.valid_from,
        access.user.id,
      ],
    )
    return { id }
  },
})

const priceSchema = z
  .object({
    id: z.uuid(),
    provider: z.string(),
    model: z.string(),
    currency: z.string(),
    input_price: z.string(),
    output_price: z.string(),
    cache_read_price: z.string().nullable(),
    cache_write_price: z.string().nullable(),
    valid_from: z.string(),
  })
  .meta({ id: 'ModelPrice' })

/** The price book, newest first. */
export const listPrices = orgEndpoint({
  method: 'GET',
  path: 'model-prices',
  name: 'modelPrices.list',
  summary: 'What models cost',
  permit: { orgRole: 'viewer' },
  output: pageOf(priceSchema),
  handle: async ({ tx, org }) => ({
    items: await tx.query(
      'select id, provider, model, currency, input_price, output_price, cache_read_price, cache_write_price, valid_from from model_prices where org_id = $1 order by valid_from desc, provider, model',
      [org.id],
    ),
    next_cursor: null,
  }),
})

const total = z.object({
  day: z.string(),
  project_id: z.uuid().nullable(),
  provider: z.string(),
  model: z.string(),
  purpose: z.string(),
  calls: z.int(),
  failed: z.int(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  cost: z.string().nullable(),
  currency: z.string().nullable(),
  unpriced_calls: z.int(),
})

/** What the models cost per day, project, model and purpose. Calls without a price are counted, not guessed. */
export const usageByDay = orgEndpoint({
  method: 'GET',
  path: 'usage',
  name: 'usage.by_day',
  summary: 'Tokens and cost per day',
  permit: { orgRole: 'viewer' },
  output: pageOf(total),
  query: z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
  handle: async ({ tx, org }, { query }) => ({
    items: await tx.query(
      `select (occurred_at at time zone 'UTC')::date as day, project_id, provider, model, purpose, count(*) as calls, count(*) filter (where outcome <> 'ok') as failed,
         sum(input_tokens)::bigint as input_tokens, sum(output_tokens)::bigint as output_tokens, sum(cost)::text as cost, currency, count(*) filter (where cost is null) as unpriced_calls
       from usage_events where org_id = $1 and occurred_at >= coalesce($2::date, current_date - 30) and occurred_at < coalesce($3::date, current_date) + 1
       group by 1, 2, 3, 4, 5, currency order by 1 desc, 2, 3, 4, 5 limit 1000`,
      [org.id, query.from ?? null, query.to ?? null],
    ),
    next_cursor: null,
  }),
})
