import { ident, literal } from '../db/index.ts'
import type { Kind } from './kind.ts'

/** What every kind shows of its head, as SQL over `e`. */
export const headColumns =
  'e.id, e.project_id, e.kind, e.number, e.label, e.version, e.created_at, e.created_by, e.updated_at, e.updated_by, e.deleted_at'

/** Head fields that lists can filter and sort by. */
export const headFields: Readonly<Record<string, string>> = {
  number: 'integer',
  label: 'text',
  version: 'integer',
  created_at: 'timestamptz',
  created_by: 'uuid',
  updated_at: 'timestamptz',
  updated_by: 'uuid',
  id: 'uuid',
}

const sqlTypes: Record<string, string> = {
  text: 'text',
  long_text: 'text',
  number: 'numeric',
  integer: 'integer',
  money: 'numeric',
  date: 'date',
  timestamp: 'timestamptz',
  enum: 'text',
  boolean: 'boolean',
  user: 'uuid',
  entity: 'uuid',
  json: 'jsonb',
}

/** The PostgreSQL type of a field of a kind, of its inner columns or of its head; undefined where there is none such. */
export const sqlTypeOf = (kind: Kind, name: string): string | undefined => {
  const own = kind.fields[name]
  return own ? sqlTypes[own.type] : (kind.inner?.[name] ?? headFields[name])
}

/** A field as SQL over `e` (head) and `t` (the kind's own table). */
export const columnOf = (kind: Kind, name: string): string =>
  kind.fields[name] ? `t.${ident(name)}` : `e.${ident(name)}`

/** What a list sorts by: enumerations in the order in which they were declared. */
export const sortExpression = (kind: Kind, name: string): string => {
  const options = kind.fields[name]?.options
  return options
    ? `array_position(array[${options.map(literal).join(', ')}], ${columnOf(kind, name)})`
    : columnOf(kind, name)
}

/** The tags of `e`, by name, as one array per row. */
export const tagsColumn = `array(
     select g.name from entity_tags et join tags g on g.org_id = et.org_id and g.id = et.tag_id
     where et.org_id = e.org_id and et.entity_id = e.id order by lower(g.name)) as tags`

/**
 * All columns of a kind with its head, and where they come from.
 * @param more further columns; by default the tags, which are the dearest of all
 */
export const selectOf = (kind: Kind, more: readonly string[] = [tagsColumn]): string => {
  const own = Object.keys(kind.fields).map((name) => `t.${ident(name)}`)
  return `select ${[headColumns, ...more, ...own].join(', ')}
   from ${ident(kind.table)} t join entities e on e.org_id = t.org_id and e.id = t.id`
}
