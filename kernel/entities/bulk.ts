import { z } from 'zod'
import { ident } from '../db/index.ts'
import type { Context } from '../module/context.ts'
import { parseInput } from '../module/parse-input.ts'
import { forbidden, invalid, Refusal } from '../module/refusal.ts'
import { allows } from '../policy/policy.ts'
import { sqlTypeOf } from './columns.ts'
import type { Kind } from './kind.ts'
import { checkPeople } from './people.ts'
import { findEntities, mayAtAll, type Entity } from './read.ts'
import { notifyWatchers } from './watches.ts'
import { columnValue, differs } from './write.ts'

/** Records that are changed together: ids or keys, each once. */
export const manyIds = z
  .array(z.string().min(1).max(100))
  .min(1, 'name at least one record')
  .max(200, 'name at most 200 records')
  .refine((ids) => new Set(ids).size === ids.length, 'names a record twice')

/**
 * Changes the same fields of many records, all or none. Each keeps its own version, audit entry and event.
 * @throws Refusal 403, 404, 409 naming the records that stand in the way, 422
 */
export const editEntities = async (
  context: Context,
  kind: Kind,
  ids: readonly string[],
  body: unknown,
): Promise<Entity[]> => {
  const changes = Object.entries(parseInput(kind.editSchema, body)).filter(([, value]) => value !== undefined)
  if (changes.length === 0) throw invalid([{ path: 'changes', message: 'names no field to change' }])
  const rows = await lockAll(context, kind, ids, 'edit')
  await checkPeople(context, kind, Object.fromEntries(changes))
  const moved = rows.filter((row) => changes.some(([name, value]) => differs(row[name], value)))
  if (moved.length === 0) return rows
  const sets = changes.map(
    ([name], index) => `${ident(name)} = $${index + 3}::${sqlTypeOf(kind, name) ?? 'text'}`,
  )
  await context.tx.query(
    `update ${ident(kind.table)} set ${sets.join(', ')} where org_id = $1 and id = any ($2::uuid[])`,
    [
      context.scope.orgId,
      moved.map(({ id }) => id),
      ...changes.map(([name, value]) => columnValue(kind, name, value)),
    ],
  )
  for (const row of moved) {
    const changed = changes.filter(([name, value]) => differs(row[name], value)).map(([name]) => name)
    context.emit({
      type: `${kind.kind}.edited.v1`,
      entityId: row.id,
      payload: { id: row.id, key: row.key, changed },
    })
  }
  notifyWatchers(context, moved, 'was changed')
  return findEntities(
    context,
    kind,
    rows.map(({ id }) => id),
  )
}

/** Moves many records to the bin, all or none. @throws Refusal 403, 404, 409 */
export const deleteEntities = async (
  context: Context,
  kind: Kind,
  ids: readonly string[],
): Promise<Entity[]> => {
  const rows = await lockAll(context, kind, ids, 'delete')
  await moveAll(context, kind, rows, true)
  return findEntities(
    context,
    kind,
    rows.map(({ id }) => id),
  )
}

/** Moves locked records to the bin or out of it. What a caller may do was checked before. */
export const moveAll = async (
  context: Context,
  kind: Kind,
  rows: readonly Entity[],
  deleted: boolean,
): Promise<void> => {
  if (rows.length === 0) return
  await context.tx.query(
    `update entities set deleted_at = ${deleted ? 'clock_timestamp()' : 'null'}, deleted_by = $3::uuid, version = version + 1, updated_at = clock_timestamp(), updated_by = $3::uuid
     where org_id = $1 and id = any ($2::uuid[])`,
    [context.scope.orgId, rows.map(({ id }) => id), context.scope.actor.id],
  )
  for (const row of rows)
    context.emit({
      type: `${kind.kind}.${deleted ? 'deleted' : 'restored'}.v1`,
      entityId: row.id,
      payload: { id: row.id, key: row.key },
    })
  notifyWatchers(context, rows, deleted ? 'was deleted' : 'was restored')
}

/** Locks the records in one order, so that two such requests never wait for each other, and checks each. */
const lockAll = async (
  context: Context,
  kind: Kind,
  ids: readonly string[],
  action: string,
): Promise<Entity[]> => {
  mayAtAll(context, kind, 'view')
  const one = kind.label.one.toLowerCase()
  const rows = await findEntities(context, kind, ids, true)
  const found = new Set(rows.flatMap(({ id, key }) => [id.toLowerCase(), key]))
  const missing = ids.filter((id) => !found.has(id) && !found.has(id.toLowerCase()))
  if (missing.length > 0)
    throw new Refusal(
      404,
      'not-found',
      `There is no such ${one}, or you cannot see it: ${missing.slice(0, 10).join(', ')}. Nothing was changed.`,
    )
  const policy = context.house.registry.policy(kind.kind)
  if (rows.some((row) => !allows(policy, context.caller, action, row))) throw forbidden(action, one)
  const deleted = rows.filter((row) => row.deleted_at !== null).map(({ key }) => key)
  if (deleted.length > 0)
    throw new Refusal(
      409,
      'deleted',
      `Deleted records cannot be changed: ${deleted.slice(0, 10).join(', ')}. Nothing was changed.`,
    )
  return rows
}
