import { invalid, type FieldError } from '../module/refusal.ts'
import { columnOf, sqlTypeOf } from './columns.ts'
import type { Kind } from './kind.ts'

/** `filter[field]=v`, `filter[field][gte]=v`: a value, or operators with values. */
export type Filters = Record<string, string | string[] | Record<string, string | string[]>>

const comparisons: Record<string, string> = {
  eq: '=',
  ne: 'is distinct from',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
}

const wellFormed: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  integer: /^-?\d{1,9}$/,
  numeric: /^-?\d{1,18}(\.\d{1,12})?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  timestamptz: /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/,
  boolean: /^(true|false)$/,
}

/**
 * The `where` conditions of a list query; values go into `params`. `tagged` says of whence tags are known: `exists (…`,
 * open for more about the tag `g`.
 * @throws Refusal naming every unknown field, operator and value
 */
export const conditionsOf = (
  kind: Kind,
  query: { filter?: Filters | undefined; q?: string | undefined; deleted?: boolean | undefined },
  params: unknown[],
  tagged: string = taggedNow,
): string[] => {
  const errors: FieldError[] = []
  const conditions = [query.deleted ? 'e.deleted_at is not null' : 'e.deleted_at is null']
  for (const [field, wish] of Object.entries(query.filter ?? {})) {
    const operators = typeof wish === 'string' || Array.isArray(wish) ? { eq: wish } : wish
    for (const [operator, value] of Object.entries(operators)) {
      const made = condition(kind, field, operator, value, params, tagged)
      if (typeof made === 'string') conditions.push(made)
      else errors.push(made)
    }
  }
  if (errors.length > 0) throw invalid(errors)
  if (query.q?.trim()) {
    params.push(`%${query.q.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)
    const at = `$${params.length}${cheapest(query.q)}`
    const inKey = `'${kind.prefix}-' || e.number ilike ${at}`
    conditions.push(
      `(${[inKey, ...kind.search.map((name) => `${columnOf(kind, name)} ilike ${at}`)].join(' or ')})`,
    )
  }
  return conditions
}

/**
 * Words of ASCII letters alone are looked for byte by byte: nothing else folds to them, and a long text is not turned
 * to small letters by the rules of a language first, which takes most of the time of going through a large register.
 */
const cheapest = (words: string): string => (/^[\u0020-\u007e]*$/.test(words) ? ' collate "C"' : '')

const condition = (
  kind: Kind,
  field: string,
  operator: string,
  value: string | string[],
  params: unknown[],
  tagged: string,
): string | FieldError => {
  const path = `filter[${field}]`
  if (field === 'tag' && !kind.fields.tag) return tagCondition(path, operator, value, params, tagged)
  const type = sqlTypeOf(kind, field)
  if (!type || type === 'jsonb') return { path, message: `there is no field ${field} to filter by` }
  const column = columnOf(kind, field)
  if (operator === 'empty') return `${column} is ${value === 'false' ? 'not null' : 'null'}`
  const values = Array.isArray(value)
    ? value
    : operator === 'in' || (operator === 'eq' && kind.fields[field]?.options)
      ? value.split(',')
      : [value]
  const unfit = values.find((each) => !fits(kind, field, type, operator, each))
  if (unfit !== undefined)
    return { path, message: `${JSON.stringify(unfit.slice(0, 50))} is not a value of this field` }
  if (operator === 'contains' && type === 'text') {
    params.push(`%${String(values[0]).replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)
    return `${column} ilike $${params.length}${cheapest(String(values[0]))}`
  }
  if (operator === 'in' || (operator === 'eq' && values.length > 1)) {
    params.push(values)
    return `${column} = any ($${params.length}::${type}[])`
  }
  const comparison = comparisons[operator]
  if (!comparison)
    return {
      path: `${path}[${operator}]`,
      message: `is not an operator; use eq, ne, gt, gte, lt, lte, in, contains or empty`,
    }
  params.push(values[0])
  return `${column} ${comparison} $${params.length}::${type}`
}

const taggedNow = `exists (
  select 1 from entity_tags et join tags g on g.org_id = et.org_id and g.id = et.tag_id where et.org_id = e.org_id and et.entity_id = e.id`

/** `filter[tag]=x`: carries this tag, or one of several separated by commas; with `ne` none of them. */
const tagCondition = (
  path: string,
  operator: string,
  value: string | string[],
  params: unknown[],
  tagged: string,
): string | FieldError => {
  if (operator === 'empty') return `${value === 'false' ? '' : 'not '}${tagged})`
  if (operator !== 'eq' && operator !== 'in' && operator !== 'ne')
    return { path: `${path}[${operator}]`, message: 'is not an operator of tags; use eq, ne, in or empty' }
  const names = (Array.isArray(value) ? value : value.split(',')).map((name) => name.trim())
  if (names.some((name) => name.includes('\u0000'))) return { path, message: 'is not the name of a tag' }
  params.push(names)
  return `${operator === 'ne' ? 'not ' : ''}${tagged} and lower(g.name) in (select lower(name) from unnest($${params.length}::text[]) as name))`
}

const fits = (kind: Kind, field: string, type: string, operator: string, value: string): boolean => {
  const options = kind.fields[field]?.options
  if (options && operator !== 'contains') return options.includes(value)
  return !value.includes('\u0000') && (wellFormed[type]?.test(value) ?? true)
}
