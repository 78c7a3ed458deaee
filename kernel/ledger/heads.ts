import type { Sql } from '../db/index.ts'

/** The end of one organization's chain: kept outside, it proves later that nothing before it was changed or cut off. */
export interface ChainHead {
  org_id: string
  /** number of sealed entries */
  seq: number
  /** 64 hex digits */
  hash: string
}

/** The heads of all chains, or of one organization. Needs a role that sees them: maintenance, or the tenant's own. */
export const heads = (sql: Sql, orgId?: string): Promise<ChainHead[]> =>
  orgId === undefined
    ? sql.query<ChainHead>(
        'select distinct on (org_id) org_id, seq, hash from audit_chain order by org_id, seq desc',
      )
    : sql.query<ChainHead>(
        'select org_id, seq, hash from audit_chain where org_id = $1 order by seq desc limit 1',
        [orgId],
      )
