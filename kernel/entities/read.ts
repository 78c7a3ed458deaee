import type { Context, Reading } from '../module/context.ts'
import { invalid, notFound } from '../module/refusal.ts'
import { abilityReader, allows, type Abilities } from '../policy/policy.ts'
import { forbidden } from '../module/refusal.ts'
import { selectOf, sortExpression, sqlTypeOf, tagsColumn } from './columns.ts'
import { cursorFor, readCursor } from './cursor.ts'
import { conditionsOf, type Filters } from './filter.ts'
import { keyOf, type EntityHead, type Kind } from './kind.ts'
import { asTheyWere, pastColumns, pastOf, pastTagged, requirePast } from './past.ts'

/** A row of a kind as the API shows it. */
export type Entity = EntityHead & Record<string, unknown> & { abilities: Abilities }

/** What a list may ask. `sort` is a field, with `-` for descending. */
export interface ListQuery {
  filter?: Filters | undefined
  q?: string | undefined
  sort?: string | undefined
  limit?: number | undefined
  cursor?: string | undefined
  deleted?: boolean | undefined
  /** what was true at this time */
  as_of?: string | undefined
}

/** One page of a list; `next_cursor` is null on the last. */
export interface Page<T> {
  items: T[]
  next_cursor: string | null
}

/** Anything with a tenant scope and a way to query. */
export type Reader = Reading | Context

/** Texts of a kind's queries, made at their first use. */
const textOf = (make: (kind: Kind) => string): ((kind: Kind) => string) => {
  const made = new WeakMap<Kind, string>()
  return (kind) => {
    const known = made.get(kind) ?? make(kind)
    made.set(kind, known)
    return known
  }
}

const watching = (user: string): string =>
  `exists (select 1 from watches w where w.org_id = e.org_id and w.entity_id = e.id${user}) as watching`

const select = textOf((kind) => selectOf(kind))
const selectWatching = textOf((kind) => selectOf(kind, [tagsColumn, watching(' and w.user_id = $3')]))
const selectToChange = textOf((kind) => selectOf(kind, [tagsColumn, watching('')]))
const selectChanged = textOf((kind) => selectOf(kind, []))

// columns that answers do not carry as they are
const unshown = { number: undefined, sort_value: undefined }

/** Shapes joined rows: `key` for `number`, and what the caller may do with each. */
const presenter = (
  reader: Pick<Reader, 'house' | 'caller'>,
  kind: Kind,
): ((row: Record<string, unknown>) => Entity) => {
  const { registry } = reader.house
  const verbs = registry.commandsOf(kind.kind).map(({ verb }) => verb)
  const abilitiesOf = abilityReader(registry.policy(kind.kind), reader.caller, verbs)
  return (row) => {
    // a spread is copied at once; taking the rest of a destructured row is several times slower, and a page has hundreds
    const shaped = { ...row, ...unshown, key: keyOf(kind, Number(row.number)) } as unknown as Entity
    shaped.abilities = abilitiesOf(row)
    return shaped
  }
}

/** Refuses callers that no sentence of the kind's policy lets do this with any row. */
export const mayAtAll = (reader: Pick<Reader, 'house' | 'caller'>, kind: Kind, action: string): void => {
  if (!allows(reader.house.registry.policy(kind.kind), reader.caller, action))
    throw forbidden(action, kind.label.one.toLowerCase())
}

/**
 * Head and row are locked together: who had to wait is given the latest version of what is locked, and of what is not
 * the one from before the wait.
 */
const locked = ' for no key update of e, t'

const keyPattern = /^([A-Z][A-Z0-9]*)-(\d{1,9})$/
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const refer = (
  kind: Kind,
  idOrKey: string,
): { clause: string; value: unknown; isKey: boolean } | undefined => {
  if (uuidPattern.test(idOrKey)) return { clause: 'e.id = $2', value: idOrKey, isKey: false }
  const key = keyPattern.exec(idOrKey)
  return key && key[1] === kind.prefix
    ? { clause: `e.kind = '${kind.kind}' and e.number = $2`, value: Number(key[2]), isKey: true }
    : undefined
}

/**
 * One row by id or key; undefined where the caller sees none. Parameters after the second are `params`. An id is looked
 * up by itself: with the project beside it, the planner may walk through all records of the project instead.
 */
const rowOf = async (
  reader: Reader,
  idOrKey: string,
  kind: Kind,
  { text, suffix = '', params = [] }: { text: string; suffix?: string; params?: readonly unknown[] },
): Promise<Record<string, unknown> | undefined> => {
  const by = refer(kind, idOrKey)
  if (!by) return undefined
  const values = [reader.scope.orgId, by.value, ...params]
  const inProject = by.isKey ? ` and e.project_id = $${values.push(reader.project.id)}` : ''
  const [row] = await reader.tx.query<Record<string, unknown>>(
    `${text} where t.org_id = $1 and ${by.clause}${inProject}${suffix}`,
    values,
  )
  return row?.project_id === reader.project.id ? row : undefined
}

/** One record by id or key, deleted ones included; undefined where the caller sees none. */
export const findEntity = async (
  reader: Reader,
  kind: Kind,
  idOrKey: string,
  lock = false,
): Promise<Entity | undefined> => {
  const row = await rowOf(reader, idOrKey, kind, { text: select(kind), suffix: lock ? locked : '' })
  return row && presenter(reader, kind)(row)
}

const orNotFound = <T>(kind: Kind, found: T | undefined): T => {
  if (found === undefined) throw notFound(kind.label.one.toLowerCase())
  return found
}

/** One record by id or key. @throws Refusal 404 when the caller cannot see it */
export const entityById = async (
  reader: Reader,
  kind: Kind,
  idOrKey: string,
  lock = false,
): Promise<Entity> => {
  mayAtAll(reader, kind, 'view')
  return orNotFound(kind, await findEntity(reader, kind, idOrKey, lock))
}

/** One record by id or key, with whether the caller is told of its changes. @throws Refusal 404 when the caller cannot see it */
export const entityWatched = async (reader: Reader, kind: Kind, idOrKey: string): Promise<Entity> => {
  mayAtAll(reader, kind, 'view')
  const text = selectWatching(kind)
  const row = await rowOf(reader, idOrKey, kind, { text, params: [reader.caller.userId] })
  return presenter(reader, kind)(orNotFound(kind, row))
}

/** One record by id or key, locked to be changed, and whether anybody watches it. @throws Refusal 404 when the caller cannot see it */
export const entityToChange = async (
  context: Context,
  kind: Kind,
  idOrKey: string,
): Promise<{ entity: Entity; isWatched: boolean }> => {
  mayAtAll(context, kind, 'view')
  const row = orNotFound(
    kind,
    await rowOf(context, idOrKey, kind, { text: selectToChange(kind), suffix: locked }),
  )
  const { watching: isWatched, ...rest } = row
  return { entity: presenter(context, kind)(rest), isWatched: isWatched === true }
}

/**
 * A record as it is after a change of its fields, which leaves its tags as they are.
 * @param isLast true: the transaction is committed with it
 */
export const entityAfterChange = async (
  context: Context,
  kind: Kind,
  before: Entity,
  isLast: boolean,
): Promise<Entity> => {
  const text = `${selectChanged(kind)} where t.org_id = $1 and e.id = $2`
  const params = [context.scope.orgId, before.id]
  const [row] = isLast
    ? await context.tx.last<Record<string, unknown>>(text, params)
    : await context.tx.query<Record<string, unknown>>(text, params)
  return presenter(context, kind)({ ...orNotFound(kind, row), tags: before.tags })
}

/** Many records by id or key, in the order of their ids, deleted ones included; those that the caller does not see are left out. */
export const findEntities = async (
  reader: Reader,
  kind: Kind,
  idsOrKeys: readonly string[],
  lock = false,
): Promise<Entity[]> => {
  const numbers = idsOrKeys.flatMap((each) => {
    const key = keyPattern.exec(each)
    return key && key[1] === kind.prefix ? [Number(key[2])] : []
  })
  const rows = await reader.tx.query<Record<string, unknown>>(
    `${select(kind)} where t.org_id = $1 and e.project_id = $2 and (e.id = any ($3::uuid[]) or (e.kind = $4 and e.number = any ($5::integer[])))
     order by e.id${lock ? locked : ''}`,
    [
      reader.scope.orgId,
      reader.project.id,
      idsOrKeys.filter((each) => uuidPattern.test(each)),
      kind.kind,
      numbers,
    ],
  )
  return rows.map(presenter(reader, kind))
}

/**
 * The order of a list, said such that an index on the head can give it: most columns of the head are never null, and no
 * two records of a kind in a project have the same number.
 */
const orderOf = (kind: Kind, sort: string, expression: string, descending: boolean): string => {
  const direction = descending ? 'desc' : 'asc'
  if (kind.fields[sort] || sort.endsWith('_by')) return `${expression} ${direction} nulls last, e.id asc`
  return sort === 'number' ? `${expression} ${direction}` : `${expression} ${direction}, e.id asc`
}

interface PageQuery {
  conditions: readonly string[]
  order: string
  expression: string
  limit: number
}

/**
 * The text of a page. Where filter and order look at heads alone, the page is cut from the heads' index before the
 * kind's own table is looked at: the planner takes organization and project for independent and would otherwise sort
 * everything. The limit stands in the text, since a plan for any limit is a plan for all rows. Other pages are planned
 * for their values: which way is short depends on how many records have them.
 */
const pageOf = (
  kind: Kind,
  { conditions, order, expression, limit }: PageQuery,
): { text: string; anew: boolean } => {
  const heads = `e.org_id = $1 and e.project_id = $2 and e.kind = '${kind.kind}' and ${conditions.join(' and ')}`
  const columns = select(kind).replace('select ', `select ${expression} as sort_value, `)
  if (/\bt\./.test(`${heads} ${order}`)) {
    const text = `${columns} where t.org_id = $1 and t.project_id = $2 and ${heads} order by ${order} limit ${limit}`
    return { text, anew: true }
  }
  const page = `(select * from entities e where ${heads} order by ${order} limit ${limit}) e`
  const text = `${columns.replace(/\bentities e\b/, page)} where t.org_id = $1 order by ${order}`
  return { text, anew: false }
}

/** The text of a page of what was true at $3. */
const pastPageOf = (
  kind: Kind,
  { conditions, order, expression, limit }: PageQuery,
): { text: string; anew: boolean } => ({
  text: `select ${expression} as sort_value, ${pastColumns(kind)} ${pastOf(kind, '$3')} and ${conditions.join(' and ')} order by ${order} limit ${limit}`,
  anew: true,
})

/** A page of a kind's records, as they are or as they were at a time: filtered, sorted, from a cursor on. */
export const listEntities = async (reader: Reader, kind: Kind, query: ListQuery): Promise<Page<Entity>> => {
  mayAtAll(reader, kind, 'view')
  const descending = query.sort?.startsWith('-') ?? true
  const sort = query.sort?.replace(/^-/, '') ?? 'number'
  if (!sqlTypeOf(kind, sort))
    throw invalid([{ path: 'sort', message: `there is no field ${sort} to sort by` }])
  const limit = query.limit ?? 50
  const { as_of: asOf } = query
  if (asOf !== undefined) await requirePast(reader, kind, asOf, query)
  const params: unknown[] = [reader.scope.orgId, reader.project.id, ...(asOf === undefined ? [] : [asOf])]
  const conditions = conditionsOf(kind, query, params, asOf === undefined ? undefined : pastTagged)
  const expression = sortExpression(kind, sort)
  if (query.cursor)
    conditions.push(readCursor(query.cursor, { expression, sort: query.sort ?? '', descending }, params))
  const order = orderOf(kind, sort, expression, descending)
  const wanted = { conditions, order, expression, limit: limit + 1 }
  const { text, anew } = asOf === undefined ? pageOf(kind, wanted) : pastPageOf(kind, wanted)
  const rows = await reader.tx.query<Record<string, unknown>>(text, params, { anew })
  const more = rows.length > limit
  const page = more ? rows.slice(0, limit) : rows
  const last = page.at(-1)
  return {
    items: asOf === undefined ? page.map(presenter(reader, kind)) : await asTheyWere(reader, kind, page),
    next_cursor: more && last ? cursorFor(query.sort ?? '', last.sort_value, String(last.id)) : null,
  }
}
