import type { Reader } from '#kernel/entities/index.ts'

/** An amount of money as decimal text, and its ISO 4217 currency. */
export interface Cost {
  cost: string
  currency: string
}

/**
 * What so many tokens of a model would cost at the price in force now, by the formula of usage itself; undefined where
 * the organization has set no price, since an unknown price is not zero.
 */
export const costOf = async (
  reader: Reader,
  use: { provider: string; model: string; inputTokens: number; outputTokens: number },
): Promise<Cost | undefined> => {
  const [found] = await reader.tx.query<Cost>(
    `select (($4::bigint * input_price + $5::bigint * output_price) / 1000000)::text as cost, currency from model_prices
     where org_id = $1 and provider = $2 and model = $3 and valid_from <= now() order by valid_from desc limit 1`,
    [reader.scope.orgId, use.provider, use.model, use.inputTokens, use.outputTokens],
  )
  return found
}
