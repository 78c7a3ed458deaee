import { ident, rowsParameter, uuidv7 } from '../db/index.ts'
import type { Context } from '../module/context.ts'
import { parseInput } from '../module/parse-input.ts'
import { Refusal } from '../module/refusal.ts'
import { sqlTypeOf } from './columns.ts'
import type { Kind } from './kind.ts'
import { checkPeople } from './people.ts'
import { findEntities, mayAtAll, type Entity } from './read.ts'

/** Values of a record by field. */
export type Values = Readonly<Record<string, unknown>>

/**
 * Makes a record: number, head, row, audit entry and `KIND.created.v1` in the caller's transaction.
 * @throws Refusal 403 or 422
 */
export const createEntity = async (context: Context, kind: Kind, body: unknown): Promise<Entity> => {
  mayCreate(context, kind)
  return insertEntity(context, kind, parseInput(kind.createSchema, body))
}

/** @throws Refusal 403, 409 where records of the kind are not made by people */
export const mayCreate = (context: Context, kind: Kind): void => {
  if (!kind.creatable)
    throw new Refusal(409, 'not-creatable', `${kind.label.many} are made by the system, not by hand.`)
  mayAtAll(context, kind, 'create')
}

/** The same for values that a module has made itself, its fixed fields included. */
export const insertEntity = async (context: Context, kind: Kind, values: Values): Promise<Entity> => {
  const [made] = await insertEntities(context, kind, [values])
  if (!made) throw new Error('a record vanished inside its own transaction')
  return made
}

/** The same for several records of a kind, which come in their order. */
export const insertEntities = async (
  context: Context,
  kind: Kind,
  all: readonly Values[],
): Promise<Entity[]> => {
  if (all.length === 0) return []
  for (const values of all) await checkPeople(context, kind, values)
  // travels with the reading that follows it
  const ids = deferInserts(context, kind, all)
  const found = new Map((await findEntities(context, kind, ids)).map((row) => [row.id, row]))
  mayAtAll(context, kind, 'view')
  return ids.map((id) => {
    const made = found.get(id)
    if (!made) throw new Error('a record vanished inside its own transaction')
    tellCreated(context, kind, made)
    return made
  })
}

/** Emits that a record was made. */
export const tellCreated = (
  context: Context,
  kind: Kind,
  { id, key, label }: Pick<Entity, 'id' | 'key' | 'label'>,
): void =>
  context.emit({
    type: `${kind.kind}.created.v1`,
    entityId: id,
    // an event stays for long, and nobody erases words in it
    payload: { id, key, ...(kind.personal ? {} : { label }) },
  })

const insertHeads = `with x as (
    select * from jsonb_to_recordset($6::jsonb) as x (at integer, id uuid, label text)
  ), n as (
    insert into entity_numbers (org_id, project_id, kind, last_number) select $1, $2, $3, count(*) from x
    on conflict (org_id, project_id, kind) do update set last_number = entity_numbers.last_number + excluded.last_number returning last_number
  )
  insert into entities (org_id, project_id, kind, id, number, label, created_by, created_by_type, updated_by)
  select $1, $2, $3, x.id, n.last_number - (select count(*) from x) + x.at, x.label, $4::uuid, $5, $4::uuid from x, n`

/**
 * Writes records with the next statement, however many in as few as their columns allow; numbers follow the order given.
 * What a record does not give keeps the default of its column. Gives the ids.
 */
export const deferInserts = (context: Context, kind: Kind, all: readonly Values[]): string[] => {
  const { scope, tx, project } = context
  const initial = kind.states ? { [kind.states.field]: kind.states.initial } : {}
  const rows = all.map((values) => ({ id: uuidv7(), values: { ...initial, ...values } }))
  const heads = rows.map(({ id, values }, index) => ({
    at: index + 1,
    id,
    label: String((values as Values)[kind.title] ?? '').slice(0, 500),
  }))
  const { actor } = scope
  tx.defer(insertHeads, [scope.orgId, project.id, kind.kind, actor.id, actor.type, rowsParameter(heads)])
  for (const [text, group] of Map.groupBy(rows, ({ values }) => insertRows(kind, values)))
    tx.defer(text, [
      scope.orgId,
      project.id,
      rowsParameter(group.map(({ id, values }) => ({ ...values, id }))),
    ])
  return rows.map(({ id }) => id)
}

/** The statement that writes rows which give the same columns as this one. */
const insertRows = (kind: Kind, values: Values): string => {
  const names = Object.keys(values)
    .filter((name) => values[name] !== undefined)
    .toSorted()
  const columns = names.map((name) => `, ${ident(name)}`).join('')
  const types = names.map((name) => `, ${ident(name)} ${sqlTypeOf(kind, name) ?? 'text'}`).join('')
  return `insert into ${ident(kind.table)} (org_id, project_id, id${columns})
    select $1::uuid, $2::uuid, x.id${names.map((name) => `, x.${ident(name)}`).join('')}
    from jsonb_to_recordset($3::jsonb) as x (id uuid${types})`
}
