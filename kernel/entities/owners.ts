import { ident } from '../db/index.ts'
import type { Context } from '../module/context.ts'
import type { Kind } from './kind.ts'
import { seesProject } from './people.ts'

/** Who answers for records of a kind, as SQL on its row `t` and head `e`: the person in `owner_id`, else who made it. */
const ownerOf = (kind: Kind): string => {
  const maker = `case when e.created_by_type = 'user' then e.created_by end`
  return kind.fields['owner_id'] ? `coalesce(t.owner_id, ${maker})` : maker
}

/**
 * Tells the owners of records of any kinds what happened to them; owners who no longer see the project are left out.
 * @param happened continues the record's key: `rests on words that changed`
 */
export const notifyOwners = async (
  context: Context,
  recordIds: readonly string[],
  reason: 'stale' | 'failed',
  happened: string,
): Promise<void> => {
  const { scope, project, tx } = context
  const found = await tx.query<{ kind: string; ids: string[] }>(
    `select kind, array_agg(id) as ids from entities where org_id = $1 and project_id = $2 and id = any ($3::uuid[]) and deleted_at is null group by kind`,
    [scope.orgId, project.id, [...new Set(recordIds)]],
  )
  for (const { kind: name, ids } of found) {
    const kind = context.house.registry.kind(name)
    if (!kind) continue
    await tx.query(
      `insert into notifications (org_id, id, project_id, user_id, entity_id, reason, body)
       select $1, gen_random_uuid(), $2, o.user_id, o.id, $4, left($6 || '-' || o.number || ' ' || $5 || ': ' || o.label, 500)
       from (select e.id, e.number, e.label, ${ownerOf(kind)} as user_id from entities e join ${ident(kind.table)} t on t.org_id = e.org_id and t.id = e.id
         where e.org_id = $1 and e.id = any ($3::uuid[])) as o
       where o.user_id is not null and ${seesProject('o.user_id')}`,
      [scope.orgId, project.id, ids, reason, happened, kind.prefix],
    )
  }
}
