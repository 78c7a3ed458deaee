import { uuidv7 } from '../db/index.ts'
import type { Context } from '../module/context.ts'
import { forbidden } from '../module/refusal.ts'
import type { Kind } from './kind.ts'
import { seesProject } from './people.ts'
import { entityById, type Entity, type Reader } from './read.ts'

/** Whether the caller is told of changes of a record. */
export const isWatching = async (reader: Reader, entityId: string): Promise<boolean> => {
  const [watch] = await reader.tx.query(
    'select 1 from watches where org_id = $1 and entity_id = $2 and user_id = $3',
    [reader.scope.orgId, entityId, reader.caller.userId],
  )
  return watch !== undefined
}

/** Starts or stops watching a record for the caller; again is no error. @throws Refusal 403, 404 */
export const setWatching = async (
  context: Context,
  kind: Kind,
  idOrKey: string,
  wanted: boolean,
): Promise<{ watching: boolean }> => {
  const { id } = await entityById(context, kind, idOrKey)
  const { scope, caller, project, tx } = context
  // a key that may only read changes nothing, not even what its maker watches
  if (scope.actor.type === 'api_key' && caller.role === 'viewer')
    throw forbidden('watch', kind.label.one.toLowerCase())
  if (wanted) {
    await tx.query(
      'insert into watches (org_id, id, project_id, entity_id, user_id) values ($1, $2, $3, $4, $5) on conflict (org_id, entity_id, user_id) do nothing',
      [scope.orgId, uuidv7(), project.id, id, caller.userId],
    )
  } else {
    await tx.query('delete from watches where org_id = $1 and entity_id = $2 and user_id = $3', [
      scope.orgId,
      id,
      caller.userId,
    ])
  }
  return { watching: wanted }
}

const tell = `insert into notifications (org_id, id, project_id, user_id, entity_id, reason, body)
  select $1, gen_random_uuid(), $2, w.user_id, w.entity_id, 'watch', told.body
  from unnest($3::uuid[], $4::text[]) as told (entity_id, body)
  join watches w on w.org_id = $1 and w.entity_id = told.entity_id
  where w.user_id <> all ($5::uuid[]) and ${seesProject('w.user_id')}`

/** Tells all who watch these records what happened to them, with the commit; not who did it, nor whom `except` names. */
export const notifyWatchers = (
  context: Context,
  records: readonly Pick<Entity, 'id' | 'key' | 'label'>[],
  happened: string,
  except: readonly string[] = [],
): void => {
  const { scope, project, tx } = context
  const silent = scope.actor.id ? [scope.actor.id, ...except] : except
  tx.defer(tell, [
    scope.orgId,
    project.id,
    records.map(({ id }) => id),
    records.map(({ key, label }) => `${key} ${happened}: ${label}`.slice(0, 500)),
    silent,
  ])
}
