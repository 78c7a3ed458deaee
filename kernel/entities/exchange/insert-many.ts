import { DatabaseError, ident, uuidv7 } from '../../db/index.ts'
import type { Context } from '../../module/context.ts'
import type { FieldError } from '../../module/refusal.ts'
import { brokenCheck } from '../checks.ts'
import { sqlTypeOf } from '../columns.ts'
import { keyOf, type Kind } from '../kind.ts'

/** The database does not take a row whose fields are each right: a rule between fields, or a value that must be unique. */
export class RowRefused extends Error {
  /** counted from 0, in the order given */
  readonly row: number
  /** the fields that do not fit, where the kind says which */
  readonly fields: readonly FieldError[]
  constructor(row: number, message: string, fields: readonly FieldError[] = []) {
    super(message)
    this.name = 'RowRefused'
    this.row = row
    this.fields = fields
  }
}

const messages: Partial<Record<DatabaseError['code'], string>> = {
  unique: 'a record with the same unique value exists already',
  'foreign-key': 'refers to something that does not exist',
  check: 'these values do not fit together, or one is outside what its field allows',
  'not-null': 'a value is missing',
  'invalid-value': 'a value is outside what its field allows',
}

/** Rows of one statement. */
const batchSize = 500

/**
 * Makes many records from values that were checked, in their order: numbers, heads, rows, audit entries and events, with
 * a few statements instead of a few for each. Gives their keys.
 * @throws RowRefused for a row that the database does not take; the transaction then holds nothing worth keeping
 */
export const insertEntities = async (
  context: Context,
  kind: Kind,
  rows: readonly Record<string, unknown>[],
): Promise<string[]> => {
  const { scope, tx, project } = context
  const [numbers] = await tx.query<{ last_number: number }>(
    `insert into entity_numbers (org_id, project_id, kind, last_number) values ($1, $2, $3, $4)
     on conflict (org_id, project_id, kind) do update set last_number = entity_numbers.last_number + excluded.last_number returning last_number`,
    [scope.orgId, project.id, kind.kind, rows.length],
  )
  const before = (numbers?.last_number ?? rows.length) - rows.length
  const initial = kind.states ? { [kind.states.field]: kind.states.initial } : {}
  const made = rows.map((values, index) => ({
    row: index,
    id: uuidv7(),
    number: before + index + 1,
    label: String(values[kind.title] ?? '').slice(0, 500),
    values: Object.fromEntries(
      Object.entries({ ...initial, ...values }).filter(([, value]) => value !== undefined && value !== null),
    ),
  }))
  for (let start = 0; start < made.length; start += batchSize) {
    const batch = made.slice(start, start + batchSize)
    await tx.query(
      `insert into entities (org_id, project_id, kind, id, number, label, created_by, created_by_type, updated_by)
       select $1::uuid, $2::uuid, $3, x.id, x.number, x.label, $4::uuid, $5, $4::uuid from jsonb_to_recordset($6::jsonb) as x (id uuid, number integer, label text)`,
      [
        scope.orgId,
        project.id,
        kind.kind,
        scope.actor.id,
        scope.actor.type,
        JSON.stringify(batch.map(({ id, number, label }) => ({ id, number, label }))),
      ],
    )
    for (const group of byColumns(batch)) await insertOrBlame(context, kind, group)
  }
  for (const { id, number, label } of made)
    context.emit({
      type: `${kind.kind}.created.v1`,
      entityId: id,
      payload: { id, key: keyOf(kind, number), label },
    })
  return made.map(({ number }) => keyOf(kind, number))
}

interface Made {
  row: number
  id: string
  values: Record<string, unknown>
}

/** Rows that give the same columns: what a row does not give keeps the default of the table. */
const byColumns = (rows: readonly Made[]): Made[][] => [
  ...Map.groupBy(rows, ({ values }) => Object.keys(values).toSorted().join(' ')).values(),
]

/** Inserts a group; where the database refuses it, halves it until the row is found. */
const insertOrBlame = async (context: Context, kind: Kind, group: readonly Made[]): Promise<void> => {
  await context.tx.query('savepoint import_group')
  try {
    await insertGroup(context, kind, group)
  } catch (error) {
    const message =
      error instanceof DatabaseError
        ? error.code === 'raised'
          ? error.message
          : messages[error.code]
        : undefined
    const [only] = group
    if (!message || !only) throw error
    if (group.length === 1) throw new RowRefused(only.row, message, brokenCheck([kind], error))
    await context.tx.query('rollback to savepoint import_group')
    const middle = Math.ceil(group.length / 2)
    await insertOrBlame(context, kind, group.slice(0, middle))
    await insertOrBlame(context, kind, group.slice(middle))
  }
}

const insertGroup = async (context: Context, kind: Kind, group: readonly Made[]): Promise<void> => {
  const names = Object.keys(group[0]?.values ?? {})
  const columns = names.map((name) => `, ${ident(name)}`).join('')
  const types = names.map((name) => `, ${ident(name)} ${sqlTypeOf(kind, name) ?? 'text'}`).join('')
  await context.tx.query(
    `insert into ${ident(kind.table)} (org_id, project_id, id${columns})
     select $1::uuid, $2::uuid, x.id${names.map((name) => `, x.${ident(name)}`).join('')} from jsonb_to_recordset($3::jsonb) as x (id uuid${types})`,
    [
      context.scope.orgId,
      context.project.id,
      JSON.stringify(group.map(({ id, values }) => ({ ...values, id }))),
    ],
  )
}
