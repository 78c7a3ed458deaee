import type { UsageEvent, UsagePort } from '#kernel/ai/index.ts'
import { uuidv7, type Database, type TenantScope } from '#kernel/db/index.ts'

/**
 * One statement: claims the key for ever, finds the price in force at the time, computes the cost with 12 decimals.
 * cost = (input − cache read − cache write) × input price + cache read × its price + cache write × its price
 *        + output × output price, prices per million tokens. Without a price the cost is unknown, never zero.
 */
const insert = `
with claimed as (
  insert into usage_event_keys (org_id, idempotency_key, usage_event_id) values ($1, $2, $3) on conflict do nothing returning usage_event_id
), price as (
  select * from model_prices where org_id = $1 and provider = $4 and model = $5 and valid_from <= $6::timestamptz order by valid_from desc limit 1
)
insert into usage_events (org_id, id, occurred_at, project_id, idempotency_key, source_module, purpose, operation, provider, model, model_price_id, run_id, actor_id,
  input_tokens, output_tokens, cached_input_tokens, cache_write_tokens, reasoning_tokens, estimated, cost, currency, duration_ms, outcome, correlation_id)
select $1, claimed.usage_event_id, $6::timestamptz, $7::uuid, $2, $8, $9, $10, $4, $5, price.id, $11::uuid, $12::uuid, $13::bigint, $14::bigint, $15::bigint, $16::bigint, $17::bigint, $18::boolean,
  (greatest($13::bigint - $15::bigint - $16::bigint, 0) * price.input_price
    + $15::bigint * coalesce(price.cache_read_price, price.input_price)
    + $16::bigint * coalesce(price.cache_write_price, price.input_price)
    + $14::bigint * price.output_price) / 1000000,
  price.currency, $19, $20, $21
from claimed left join price on true`

/** Fills the kernel's usage port: every model call that spent tokens becomes one row, however often it is reported. */
export const usageRecorder = (database: Database): UsagePort => ({
  async record(event) {
    const scope: TenantScope = {
      orgId: event.scope.orgId,
      projectIds: event.scope.projectId ? [event.scope.projectId] : [],
      actor: { type: 'system', id: null },
      requestId: event.correlationId,
    }
    await database.tenant(scope, async (tx) => void (await tx.query(insert, rowOf(event))))
  },
})

const rowOf = (event: UsageEvent): unknown[] => [
  event.scope.orgId,
  event.id,
  uuidv7(),
  event.provider,
  event.model,
  event.occurredAt.toISOString(),
  event.scope.projectId ?? null,
  event.purpose.split('.')[0] ?? null,
  event.purpose,
  event.operation,
  event.scope.runId ?? null,
  event.scope.actorId ?? null,
  event.tokens.input,
  event.tokens.output,
  event.tokens.cacheRead,
  event.tokens.cacheWrite,
  event.tokens.reasoning,
  event.estimated,
  Math.round(event.durationMs),
  event.outcome,
  event.correlationId,
]
