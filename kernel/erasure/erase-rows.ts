import { ident, type Tx } from '../db/index.ts'
import type { TableRule } from '../module/define.ts'
import type { Registry } from '../module/registry.ts'

/** Where an erasure works: one organization, in a transaction that sees what is to be erased. */
export interface Erasing {
  tx: Tx
  registry: Pick<Registry, 'tables'>
  orgId: string
}

/** How many rows or values went, by table. */
export type Counts = Record<string, number>

type PersonalTable = TableRule & { personal: NonNullable<TableRule['personal']> }

const personalTables = (registry: Erasing['registry']): PersonalTable[] =>
  registry.tables().filter((table): table is PersonalTable => table.personal !== undefined)

/** Erases what tables declare as personal in the rows of these subjects. What was erased before is not written again. */
export const eraseRows = async (
  { tx, registry, orgId }: Erasing,
  subjects: readonly string[],
): Promise<Counts> => {
  const counts: Counts = {}
  // what refers to a record first, so that nothing is left that names it
  for (const table of personalTables(registry).toReversed()) {
    const rows = await tx.query(statementFor(table), [
      orgId,
      subjects,
      ...(table.personal.deletes ? [] : [JSON.stringify(table.personal.columns)]),
    ])
    if (rows.length > 0) counts[table.name] = rows.length
  }
  return counts
}

/** `$1` organization, `$2` subjects, `$3` what stands in the columns afterwards. */
const statementFor = ({ name, personal }: PersonalTable): string => {
  const table = ident(name)
  const place = `t.org_id = $1 and t.${ident(personal.of ?? 'id')} = any ($2::uuid[])`
  if (personal.deletes) return `delete from ${table} t where ${place} returning 1`
  const columns = Object.keys(personal.columns)
  const own = columns.some((column) => String(personal.columns[column]).includes('{id}'))
    ? 't.id::text'
    : `''`
  const value = (column: string): string =>
    `(jsonb_populate_record(null::${table}, replace($3::text, '{id}', ${own})::jsonb)).${ident(column)}`
  return `update ${table} t set ${columns.map((column) => `${ident(column)} = ${value(column)}`).join(', ')}
    where ${place} and (${columns.map((column) => `t.${ident(column)} is distinct from ${value(column)}`).join(' or ')}) returning 1`
}

/** Destroys the values beside the log that tell of these subjects, and their keys. Gives how many of both went. */
export const destroyValues = async (
  { tx, orgId }: Pick<Erasing, 'tx' | 'orgId'>,
  subjects: readonly string[],
): Promise<Counts> => {
  // not while a value is being encrypted, which would make a key anew
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('audit chain ' || $1, 0))`, [orgId])
  const gone = await tx.query(
    'delete from personal_values where org_id = $1 and subject_id = any ($2::uuid[]) returning 1',
    [orgId, subjects],
  )
  const keys = await tx.query(
    'delete from personal_keys where org_id = $1 and subject_id = any ($2::uuid[]) returning 1',
    [orgId, subjects],
  )
  return {
    ...(gone.length > 0 ? { personal_values: gone.length } : {}),
    ...(keys.length > 0 ? { personal_keys: keys.length } : {}),
  }
}

/** Forgets answers that are kept for repeated requests and tell of these subjects. */
export const forgetAnswers = async (
  { tx, orgId }: Pick<Erasing, 'tx' | 'orgId'>,
  subjects: readonly string[],
): Promise<number> => {
  const rows = await tx.query(
    `update idempotency_keys set response = null where org_id = $1 and response is not null
       and exists (select 1 from unnest($2::text[]) as s where strpos(response::text, s) > 0) returning 1`,
    [orgId, subjects],
  )
  return rows.length
}
