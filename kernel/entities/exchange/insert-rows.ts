import { DatabaseError } from '../../db/index.ts'
import type { Context } from '../../module/context.ts'
import type { FieldError } from '../../module/refusal.ts'
import { brokenCheck } from '../checks.ts'
import { deferInserts, tellCreated, type Values } from '../insert.ts'
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
 * Makes many records from values that were checked, in their order. Gives their keys.
 * @throws RowRefused for a row that the database does not take; the transaction then holds nothing worth keeping
 */
export const insertRows = async (
  context: Context,
  kind: Kind,
  rows: readonly Values[],
): Promise<string[]> => {
  const given = rows.map((values, row) => ({
    row,
    // an empty cell says nothing: the default of the column stands
    values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)),
  }))
  const keys: string[] = []
  for (let start = 0; start < given.length; start += batchSize)
    keys.push(...(await insertOrBlame(context, kind, given.slice(start, start + batchSize))))
  return keys
}

interface Given {
  row: number
  values: Values
}

/** Inserts a group; where the database refuses it, halves it until the row is found. */
const insertOrBlame = async (context: Context, kind: Kind, group: readonly Given[]): Promise<string[]> => {
  await context.tx.query('savepoint import_group')
  try {
    return await insertGroup(context, kind, group)
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
    return [
      ...(await insertOrBlame(context, kind, group.slice(0, middle))),
      ...(await insertOrBlame(context, kind, group.slice(middle))),
    ]
  }
}

const insertGroup = async (context: Context, kind: Kind, group: readonly Given[]): Promise<string[]> => {
  const ids = deferInserts(
    context,
    kind,
    group.map(({ values }) => values),
  )
  const made = await context.tx.query<{ id: string; number: number; label: string }>(
    'select id, number, label from entities where org_id = $1 and id = any ($2::uuid[]) order by number',
    [context.scope.orgId, ids],
  )
  return made.map(({ id, number, label }) => {
    const key = keyOf(kind, number)
    tellCreated(context, kind, { id, key, label })
    return key
  })
}
