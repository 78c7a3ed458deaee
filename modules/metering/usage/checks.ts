import { mostProblems, scopedTo, type InstallationCheck } from '#kernel/verify/index.ts'

/** Every recorded cost is what its tokens cost under the price that it names; see the formula in `store.ts`. */
export const usageCosts: InstallationCheck = {
  name: 'usage-costs',
  async run({ database }, scope) {
    const sql = database.sql('maintenance')
    const { condition, params } = scopedTo(scope, 'u')
    const [total] = await sql.query<{ count: number }>(
      `select count(*) from usage_events u where ${condition}`,
      params,
    )
    const rows = await sql.query<{
      org_id: string
      id: string
      cost: string | null
      expected: string | null
    }>(
      `with priced as (
         select u.org_id, u.id, u.cost, u.model_price_id, u.currency, p.currency as price_currency, (p.provider, p.model) = (u.provider, u.model) and p.valid_from <= u.occurred_at as fits,
           round((greatest(u.input_tokens - u.cached_input_tokens - u.cache_write_tokens, 0) * p.input_price + u.cached_input_tokens * coalesce(p.cache_read_price, p.input_price)
             + u.cache_write_tokens * coalesce(p.cache_write_price, p.input_price) + u.output_tokens * p.output_price) / 1000000, 12) as expected
         from usage_events u left join model_prices p on p.org_id = u.org_id and p.id = u.model_price_id where ${condition})
       select org_id, id, cost, expected from priced
       where (model_price_id is null) <> (cost is null) or (cost is not null and (cost is distinct from expected or not fits or currency <> price_currency)) limit ${mostProblems}`,
      params,
    )
    return {
      checked: total?.count ?? 0,
      problems: rows.map(({ org_id, id, cost, expected }) => ({
        message: `a use is recorded with the cost ${cost ?? 'unknown'}; its price says ${expected ?? 'unknown'}`,
        org_id,
        id,
      })),
    }
  },
}
