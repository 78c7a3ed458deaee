import { ident, uuidv7 } from '../../db/index.ts'
import type { Context } from '../../module/context.ts'
import { sqlTypeOf } from '../columns.ts'
import { keyOf, type Kind } from '../kind.ts'

/** Rows of one statement. */
const batchSize = 500

/**
 * Makes many records from values that were checked, in their order: numbers, heads, rows, audit entries and events, with
 * a few statements instead of a few for each. Gives their keys.
 */
export const insertEntities = async (context: Context, kind: Kind, rows: readonly Record<string, unknown>[]): Promise<string[]> => {
  const { scope, tx, project } = context
  const [numbers] = await tx.query<{ last_number: number }>(
    `insert into entity_numbers (org_id, project_id, kind, last_number) values ($1, $2, $3, $4)
     on conflict (org_id, project_id, kind) do update set last_number = entity_numbers.last_number + excluded.last_number returning last_number`,
    [scope.orgId, project.id, kind.kind, rows.length],
  )
  const before = (numbers?.last_number ?? rows.length) - rows.length
  const initial = kind.states ? { [kind.states.field]: kind.states.initial } : {}
  const made = rows.map((values, index) => ({
    id: uuidv7(),
    number: before + index + 1,
    label: String(values[kind.title] ?? '').slice(0, 500),
    values: Object.fromEntries(Object.entries({ ...initial, ...values }).filter(([, value]) => value !== undefined && value !== null)),
  }))
  for (let start = 0; start < made.length; start += batchSize) {
    const batch = made.slice(start, start + batchSize)
    await tx.query(
      `insert into entities (org_id, project_id, kind, id, number, label, created_by, created_by_type, updated_by)
       select $1::uuid, $2::uuid, $3, x.id, x.number, x.label, $4::uuid, $5, $4::uuid from jsonb_to_recordset($6::jsonb) as x (id uuid, number integer, label text)`,
      [scope.orgId, project.id, kind.kind, scope.actor.id, scope.actor.type, JSON.stringify(batch.map(({ id, number, label }) => ({ id, number, label })))],
    )
    for (const group of byColumns(batch)) await insertGroup(context, kind, group)
  }
  for (const { id, number, label } of made) context.emit({ type: `${kind.kind}.created.v1`, entityId: id, payload: { id, key: keyOf(kind, number), label } })
  return made.map(({ number }) => keyOf(kind, number))
}

interface Made {
  id: string
  values: Record<string, unknown>
}

/** Rows that give the same columns: what a row does not give keeps the default of the table. */
const byColumns = (rows: readonly Made[]): Made[][] => [...Map.groupBy(rows, ({ values }) => Object.keys(values).toSorted().join(' ')).values()]

const insertGroup = async (context: Context, kind: Kind, group: readonly Made[]): Promise<void> => {
  const names = Object.keys(group[0]?.values ?? {})
  const columns = names.map((name) => `, ${ident(name)}`).join('')
  const types = names.map((name) => `, ${ident(name)} ${sqlTypeOf(kind, name) ?? 'text'}`).join('')
  await context.tx.query(
    `insert into ${ident(kind.table)} (org_id, project_id, id${columns})
     select $1::uuid, $2::uuid, x.id${names.map((name) => `, x.${ident(name)}`).join('')} from jsonb_to_recordset($3::jsonb) as x (id uuid${types})`,
    [context.scope.orgId, context.project.id, JSON.stringify(group.map(({ id, values }) => ({ ...values, id })))],
  )
}
