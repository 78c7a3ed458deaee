import { z } from 'zod'
import { ident, type Tx } from '../db/index.ts'
import type { Context } from '../module/context.ts'
import { forbidden, notFound, Refusal } from '../module/refusal.ts'
import { parseInput } from '../module/parse-input.ts'
import { allows } from '../policy/policy.ts'
import { sqlTypeOf } from './columns.ts'
import type { Kind } from './kind.ts'
import { checkPeople } from './people.ts'
import { entityAfterChange, entityById, entityToChange, type Entity } from './read.ts'
import { notifyWatchers } from './watches.ts'

/** What an edit may carry besides fields. */
export interface EditOptions {
  /** refuse with 412 when the record has moved on from this version */
  expectedVersion?: number | undefined
  /** nothing follows in the transaction: it is committed with what it answers */
  isLast?: boolean
}

const today = (now: string): string => now.slice(0, 10)

/** A value as the parameter of a query. */
export const columnValue = (kind: Kind, name: string, value: unknown): unknown =>
  kind.fields[name]?.type === 'json' && value !== null && value !== undefined
    ? JSON.stringify(value)
    : (value ?? null)

/**
 * Changes fields of a record. Only what differs is written; nothing different, nothing happens.
 * @throws Refusal 403, 404, 412 when `expectedVersion` is not the present one, 422
 */
export const editEntity = async (
  context: Context,
  kind: Kind,
  idOrKey: string,
  body: unknown,
  options: EditOptions = {},
): Promise<Entity> => {
  const { reason: _reason, ...changes } = parseInput(editBodyOf(kind), body)
  const locked = await lockToChange(context, kind, idOrKey, 'edit', options)
  await checkPeople(context, kind, changes)
  const eventType = `${kind.kind}.edited.v1`
  return writeChange(context, kind, locked, { changes, eventType, isLast: options.isLast ?? false })
}

// a schema compiles itself at its first use, so one is kept per kind
const editBodies = new WeakMap<Kind, z.ZodObject>()
const editBodyOf = (kind: Kind): z.ZodObject => {
  const known = editBodies.get(kind)
  if (known) return known
  const made = kind.editSchema.extend({ reason: z.string().max(2_000).optional() })
  editBodies.set(kind, made)
  return made
}

/** Runs a domain verb: authorize, lock, decide, write row, audit and events. @throws Refusal */
export const runCommand = async (
  context: Context,
  kind: Kind,
  idOrKey: string,
  verb: string,
  body: unknown,
  options: EditOptions = {},
): Promise<Entity> => {
  const command = context.house.registry.command(kind.kind, verb)
  if (!command) throw notFound('action')
  const input = parseInput(command.input, body ?? {})
  const locked = await lockToChange(context, kind, idOrKey, verb, options)
  const row = locked.entity
  const decision = command.decide(row, input, {
    now: context.now,
    today: today(context.now),
    actorId: context.scope.actor.id,
  })
  const change = decision.change ?? {}
  checkTransition(kind, row, change)
  sayVerb(context.tx, verb)
  const after = await writeChange(context, kind, locked, { changes: change })
  for (const event of decision.emit ?? []) context.emit({ ...event, entityId: event.entityId ?? row.id })
  await command.follow?.(context, row, input)
  sayVerb(context.tx, '')
  return command.follow ? entityById(context, kind, row.id) : after
}

/** Notes which verb makes the changes that follow in this transaction; an empty one ends that. */
export const sayVerb = (tx: Tx, verb: string): void =>
  tx.defer(`select set_config('app.verb', $1, true)`, [verb])

const checkTransition = (kind: Kind, row: Entity, change: Record<string, unknown>): void => {
  const states = kind.states
  if (!states || !(states.field in change)) return
  const from = String(row[states.field])
  const to = String(change[states.field])
  if (from !== to && !(states.transitions[from] ?? []).includes(to)) {
    throw new Refusal(
      409,
      'wrong-state',
      `${row.key} is ${from.replaceAll('_', ' ')} and cannot become ${to.replaceAll('_', ' ')}.`,
    )
  }
}

/** Locks a record for a change that the caller may make. @throws Refusal 403, 404, 409 when it is deleted, 412 */
export const lockEntity = async (
  context: Context,
  kind: Kind,
  idOrKey: string,
  action: string,
  options: EditOptions,
): Promise<Entity> => (await lockToChange(context, kind, idOrKey, action, options)).entity

interface Locked {
  entity: Entity
  isWatched: boolean
}

const lockToChange = async (
  context: Context,
  kind: Kind,
  idOrKey: string,
  action: string,
  options: EditOptions,
): Promise<Locked> => {
  const locked = await entityToChange(context, kind, idOrKey)
  const row = locked.entity
  if (!allows(context.house.registry.policy(kind.kind), context.caller, action, row))
    throw forbidden(action, kind.label.one.toLowerCase())
  if (row.deleted_at !== null && action !== 'restore')
    throw new Refusal(409, 'deleted', `${row.key} was deleted. Restore it first.`)
  if (options.expectedVersion !== undefined && options.expectedVersion !== row.version) {
    throw new Refusal(
      412,
      'version-moved-on',
      `${row.key} was changed in the meantime: it is at version ${row.version}, you saw ${options.expectedVersion}. Load it again and repeat your change.`,
    )
  }
  return locked
}

/** Whether a value is another than the present one, by its JSON form; absent and null are the same. */
export const differs = (present: unknown, value: unknown): boolean =>
  JSON.stringify(present ?? null) !== JSON.stringify(value ?? null)

interface Change {
  changes: Record<string, unknown>
  eventType?: string
  isLast?: boolean
}

const writeChange = async (
  context: Context,
  kind: Kind,
  { entity: row, isWatched }: Locked,
  { changes, eventType, isLast = false }: Change,
): Promise<Entity> => {
  const changed = Object.entries(changes).filter(
    ([name, value]) => value !== undefined && differs(row[name], value),
  )
  if (changed.length === 0) return row
  const sets = changed.map(
    ([name], index) => `${ident(name)} = $${index + 3}::${sqlTypeOf(kind, name) ?? 'text'}`,
  )
  if (eventType)
    context.emit({
      type: eventType,
      entityId: row.id,
      payload: { id: row.id, key: row.key, changed: changed.map(([name]) => name) },
    })
  context.tx.defer(`update ${ident(kind.table)} set ${sets.join(', ')} where org_id = $1 and id = $2`, [
    context.scope.orgId,
    row.id,
    ...changed.map(([name, value]) => columnValue(kind, name, value)),
  ])
  // who began to watch since the lock is told from the next change on
  if (isWatched) notifyWatchers(context, [row], 'was changed')
  return entityAfterChange(context, kind, row, isLast)
}

/** Moves a record to the bin, from which it can be restored. @throws Refusal 403, 404, 412 */
export const deleteEntity = async (
  context: Context,
  kind: Kind,
  idOrKey: string,
  options: EditOptions = {},
): Promise<Entity> => {
  const row = await lockEntity(context, kind, idOrKey, 'delete', options)
  return setDeleted(context, kind, row, true)
}

/** Takes a record out of the bin. @throws Refusal 403, 404 */
export const restoreEntity = async (context: Context, kind: Kind, idOrKey: string): Promise<Entity> => {
  const row = await lockEntity(context, kind, idOrKey, 'restore', {})
  if (row.deleted_at === null) return row
  return setDeleted(context, kind, row, false)
}

const setDeleted = async (context: Context, kind: Kind, row: Entity, deleted: boolean): Promise<Entity> => {
  context.tx.defer(
    `update entities set deleted_at = ${deleted ? 'clock_timestamp()' : 'null'}, deleted_by = $3::uuid, version = version + 1, updated_at = clock_timestamp(), updated_by = $3::uuid
     where org_id = $1 and id = $2`,
    [context.scope.orgId, row.id, context.scope.actor.id],
  )
  context.emit({
    type: `${kind.kind}.${deleted ? 'deleted' : 'restored'}.v1`,
    entityId: row.id,
    payload: { id: row.id, key: row.key },
  })
  notifyWatchers(context, [row], deleted ? 'was deleted' : 'was restored')
  return entityById(context, kind, row.id)
}
