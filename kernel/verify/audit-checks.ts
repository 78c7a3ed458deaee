import { verifyChain } from '../ledger/index.ts'
import { mostProblems, scopedTo, type InstallationCheck } from './check.ts'

/** The chain of every organization holds. A chain is an organization's: a project has none of its own. */
export const auditChain: InstallationCheck = {
  name: 'audit-chain',
  async run({ database, blobs, vault }, scope) {
    const { checked, problems } = await verifyChain(database.sql('maintenance'), {
      orgId: scope.orgId,
      blobs,
      vault,
    })
    return {
      checked,
      problems: problems.map(({ org_id, seq, problem, entry_id }) => ({
        message: `entry ${seq} of the chain: ${problem}`,
        org_id,
        id: entry_id,
      })),
    }
  },
}

/**
 * Each version of each entity has its entry in the log: nothing was changed past the triggers. Of what was archived the
 * last version stands for those before it, which the check of the chain looks at.
 */
export const auditCompleteness: InstallationCheck = {
  name: 'audit-completeness',
  async run({ database, registry }, scope) {
    const sql = database.sql('maintenance')
    const { condition, params } = scopedTo(scope, 'e')
    const [total] = await sql.query<{ count: number }>(
      `select count(*) from entities e where ${condition}`,
      params,
    )
    const tables = ['entities', 'entity_tags', ...[...registry.kinds.values()].map(({ table }) => table)]
    const rows = await sql.query<{ org_id: string; id: string; version: number; found: number }>(
      `with cut as (select org_id, max(to_at) as at from audit_archives group by org_id), logged as (
         select l.org_id, l.row_id, max(l.version) as latest,
           count(distinct l.version) filter (where c.at is null or l.occurred_at >= c.at) + coalesce(max(l.version) filter (where l.occurred_at < c.at), 0) as versions
         from audit_log l left join cut c on c.org_id = l.org_id
         where ($1::uuid is null or l.org_id = $1) and l.table_name = any ($3::text[]) group by l.org_id, l.row_id)
       select e.org_id, e.id, e.version, coalesce(g.versions, 0) as found from entities e
       left join logged g on g.org_id = e.org_id and g.row_id = e.id
       where ${condition} and (g.row_id is null or g.versions <> e.version or g.latest <> e.version) limit ${mostProblems}`,
      [...params, tables],
    )
    return {
      checked: total?.count ?? 0,
      problems: rows.map(({ org_id, id, version, found }) => ({
        message: `an entity at version ${version} has ${found} versions in the audit log`,
        org_id,
        id,
      })),
    }
  },
}
