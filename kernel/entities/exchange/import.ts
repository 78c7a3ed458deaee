import { z } from 'zod'
import type { Context } from '../../module/context.ts'
import { fieldErrors } from '../../module/parse-input.ts'
import { mayCreate } from '../insert.ts'
import type { Kind } from '../kind.ts'
import { membersAmong } from '../people.ts'
import { insertRows, RowRefused } from './insert-rows.ts'
import type { ImportRows } from './rows.ts'

/** What an import did, or would do; rows count from 1, without the header. */
export const importReportSchema = z
  .object({
    dry_run: z.boolean(),
    rows: z.int(),
    created: z.int(),
    first_key: z.string().nullable(),
    last_key: z.string().nullable(),
    ignored: z.array(z.string()),
    errors: z.array(z.object({ row: z.int(), field: z.string(), message: z.string() })),
  })
  .meta({ id: 'ImportReport' })

/** What an import did, or would do. */
export type ImportReport = z.output<typeof importReportSchema>

/** What is wrong in an import. */
export type RowError = ImportReport['errors'][number]

/** Most errors that are told at once. */
const maxErrors = 500

/**
 * Makes a record of every row, all or none.
 * @returns a report without errors, or with errors and nothing written
 * @throws Refusal 403 when the caller may not create such records
 */
export const importEntities = async (
  context: Context,
  kind: Kind,
  { rows, ignored }: ImportRows,
): Promise<ImportReport> => {
  mayCreate(context, kind)
  const errors: RowError[] = []
  const values = rows.map((row, index) => {
    const parsed = kind.createSchema.safeParse(row)
    if (parsed.success) return parsed.data
    errors.push(
      ...fieldErrors(parsed.error).map(({ path, message }) => ({ row: index + 1, field: path, message })),
    )
    return {}
  })
  errors.push(...(await strangers(context, kind, values)), ...(await lostReferences(context, kind, values)))
  const report = {
    dry_run: false,
    rows: rows.length,
    created: 0,
    first_key: null,
    last_key: null,
    ignored,
    errors: errors.toSorted((a, b) => a.row - b.row).slice(0, maxErrors),
  }
  if (errors.length > 0) return report
  try {
    const keys = await insertRows(context, kind, values)
    return { ...report, created: keys.length, first_key: keys[0] ?? null, last_key: keys.at(-1) ?? null }
  } catch (error) {
    if (!(error instanceof RowRefused)) throw error
    const fields = error.fields.length > 0 ? error.fields : [{ path: '', message: error.message }]
    return {
      ...report,
      errors: fields.map(({ path, message }) => ({ row: error.row + 1, field: path, message })),
    }
  }
}

/** Every value that the rows give to fields of one type. */
const named = (
  kind: Kind,
  type: 'user' | 'entity',
  rows: readonly Record<string, unknown>[],
): { row: number; field: string; id: string }[] => {
  const fields = Object.entries(kind.fields).flatMap(([name, field]) => (field.type === type ? [name] : []))
  return rows.flatMap((row, index) =>
    fields.flatMap((field) => {
      const id = row[field]
      return typeof id === 'string' ? [{ row: index + 1, field, id }] : []
    }),
  )
}

const strangers = async (
  context: Context,
  kind: Kind,
  rows: readonly Record<string, unknown>[],
): Promise<RowError[]> => {
  const people = named(kind, 'user', rows)
  const members = await membersAmong(
    context,
    people.map(({ id }) => id),
  )
  return people
    .filter(({ id }) => !members.has(id))
    .map(({ row, field }) => ({ row, field, message: 'is not a member of this organization' }))
}

const lostReferences = async (
  context: Context,
  kind: Kind,
  rows: readonly Record<string, unknown>[],
): Promise<RowError[]> => {
  const references = named(kind, 'entity', rows)
  if (references.length === 0) return []
  const found = await context.tx.query<{ id: string; kind: string }>(
    'select id, kind from entities where org_id = $1 and project_id = $2 and id = any ($3::uuid[])',
    [context.scope.orgId, context.project.id, [...new Set(references.map(({ id }) => id))]],
  )
  const kinds = new Map(found.map((entity) => [entity.id, entity.kind]))
  return references
    .filter(
      ({ id, field }) =>
        kinds.get(id) === undefined || kinds.get(id) !== (kind.fields[field]?.refersTo ?? kinds.get(id)),
    )
    .map(({ row, field }) => ({
      row,
      field,
      message: `is not a ${(kind.fields[field]?.refersTo ?? 'record').replaceAll('_', ' ')} of this project`,
    }))
}
