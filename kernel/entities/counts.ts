import { invalid } from '../module/refusal.ts'
import { ident } from '../db/index.ts'
import { columnOf } from './columns.ts'
import { conditionsOf, type Filters } from './filter.ts'
import type { Kind } from './kind.ts'
import { pastOf, pastTagged, requirePast } from './past.ts'
import { mayAtAll, type Reader } from './read.ts'

/** How many records there are in all, and with each combination of values of the fields asked for. */
export interface Counts {
  total: number
  groups: { values: Record<string, string | null>; count: number }[]
}

/** Most groups that are answered, the largest first. */
const maxGroups = 1_000

/** What can be counted by: fields with few values, and whoever or whatever a record names. */
const countable = new Set(['enum', 'boolean', 'user', 'entity', 'text', 'date'])

/** Counts the records of a list, as they are or as they were at a time, by up to two fields. @throws Refusal 403, 422 */
export const countEntities = async (
  reader: Reader,
  kind: Kind,
  query: {
    filter?: Filters | undefined
    q?: string | undefined
    deleted?: boolean | undefined
    as_of?: string | undefined
    by: readonly string[]
  },
): Promise<Counts> => {
  mayAtAll(reader, kind, 'view')
  const wrong = query.by.filter((name) => !countable.has(kind.fields[name]?.type ?? ''))
  if (wrong.length > 0)
    throw invalid(wrong.map((name) => ({ path: 'by', message: `there is no field ${name} to count by` })))
  const { as_of: asOf } = query
  if (asOf !== undefined) await requirePast(reader, kind, asOf, query)
  const params: unknown[] = [reader.scope.orgId, reader.project.id, ...(asOf === undefined ? [] : [asOf])]
  const conditions = conditionsOf(kind, query, params, asOf === undefined ? undefined : pastTagged)
  const heads = `e.org_id = $1 and e.project_id = $2 and e.kind = '${kind.kind}' and ${conditions.join(' and ')}`
  const named = query.by.map((name) => `${columnOf(kind, name)}::text`)
  const looksAtRow = query.by.length > 0 || /\bt\./.test(heads)
  const presentFrom = looksAtRow
    ? `from ${ident(kind.table)} t join entities e on e.org_id = t.org_id and e.id = t.id where t.org_id = $1 and t.project_id = $2 and`
    : 'from entities e where'
  const from =
    asOf === undefined ? `${presentFrom} ${heads}` : `${pastOf(kind, '$3')} and ${conditions.join(' and ')}`
  const rows = await reader.tx.query<{ values: (string | null)[]; count: number; total: number }>(
    `select array[${named.join(', ')}]::text[] as values, count(*)::int as count, (sum(count(*)) over ())::int as total
     ${from}${named.length > 0 ? ` group by ${named.join(', ')}` : ''} order by count(*) desc, 1 limit ${maxGroups}`,
    params,
  )
  return {
    total: rows[0]?.total ?? 0,
    groups:
      query.by.length === 0
        ? []
        : rows.map(({ values, count }) => ({
            values: Object.fromEntries(query.by.map((name, at) => [name, values[at] ?? null])),
            count,
          })),
  }
}
