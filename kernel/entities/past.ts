import { ident, literal } from '../db/index.ts'
import { readThrough } from '../ledger/personal-values.ts'
import { invalid, Refusal } from '../module/refusal.ts'
import { headColumns } from './columns.ts'
import type { Filters } from './filter.ts'
import { keyOf, type Kind } from './kind.ts'
import type { Entity, Reader } from './read.ts'

/** What was then cannot be changed now. */
const unchangeable: Entity['abilities'] = {
  edit: false,
  delete: false,
  restore: false,
  comment: false,
  link: false,
  verbs: {},
}

const personalOf = (kind: Kind): string[] => Object.keys(kind.personal?.columns ?? {})

/**
 * As SQL: the records of a kind as the audit log says they were at `time`, a parameter; the head as `e` and the kind's
 * own columns as `t`, so that whatever is asked of the present can be asked of them. Of each record its entries are read
 * once. Personal values are not among them: the log holds them elsewhere.
 */
export const pastOf = (kind: Kind, time: string): string => {
  const own = literal(kind.table)
  const kept = `past.own - array[${personalOf(kind).map(literal).join(', ')}]::text[]`
  const latest = (what: string, table: string): string =>
    `(array_agg(${what}) filter (where l.table_name = ${table}))[1]`
  const newest = (what: string): string =>
    `(array_agg(${what} order by l.occurred_at desc, l.version desc nulls last))[1]`
  return `from entities h
   cross join lateral (
     select ${latest('l.after', own)} as own, ${latest('l.personal', own)} as personal,
       ${latest(`l.after ->> 'deleted_at'`, "'entities'")} as deleted_at, ${latest(`l.after -> 'tags'`, "'entity_tags'")} as tags,
       ${newest('l.version')} as version, ${newest('l.actor_id')} as updated_by, max(l.occurred_at) as updated_at
     from (
       select distinct on (a.table_name) a.table_name, a.occurred_at, a.version, a.actor_id, a.after, a.personal from audit_log a
       where a.org_id = $1 and a.row_id = h.id and a.occurred_at <= ${time}::timestamptz and a.table_name in (${own}, 'entities', 'entity_tags')
       order by a.table_name, a.occurred_at desc, a.version desc nulls last
     ) l
   ) past
   cross join lateral jsonb_populate_record(null::${ident(kind.table)}, ${kept}) t
   cross join lateral (
     select h.org_id, h.id, h.project_id, h.kind, h.number, coalesce(t.${ident(kind.title)}, h.label) as label, coalesce(past.version, 1) as version,
       h.created_at, h.created_by, past.updated_at, past.updated_by, past.deleted_at::timestamptz as deleted_at,
       array(select jsonb_array_elements_text(coalesce(past.tags, '[]'))) as tags
   ) e
   where h.org_id = $1 and h.project_id = $2 and h.kind = ${literal(kind.kind)} and past.own is not null`
}

/** The columns of {@link pastOf} that {@link asTheyWere} needs. */
export const pastColumns = (kind: Kind): string => {
  const own = Object.keys(kind.fields).map((name) => `t.${ident(name)}`)
  const logged = personalOf(kind).length > 0 ? ['past.own as logged', 'past.personal as logged_personal'] : []
  return [headColumns, 'e.tags', ...own, ...logged].join(', ')
}

/** Carries a tag, as SQL over {@link pastOf}, where `g` names it. */
export const pastTagged = 'exists (select 1 from unnest(e.tags) as g (name) where true'

/** Rows of {@link pastOf} as the API shows records, with their personal values while these exist. */
export const asTheyWere = async (
  reader: Reader,
  kind: Kind,
  rows: readonly Record<string, unknown>[],
): Promise<Entity[]> => {
  const personal = personalOf(kind)
  const read =
    personal.length === 0
      ? []
      : await readThrough(
          reader.tx,
          reader.house.vault,
          reader.scope.orgId,
          rows.map((row) => ({ after: asImage(row.logged), personal: asText(row.logged_personal) })),
        )
  return rows.map((row, at) => asItWas(kind, row, read[at]?.after))
}

const asItWas = (
  kind: Kind,
  row: Record<string, unknown>,
  logged: Record<string, unknown> | null | undefined,
): Entity => {
  const personal = personalOf(kind)
  const { number, sort_value: _sorted, logged: _image, logged_personal: _personal, ...shown } = row
  const values = Object.fromEntries(
    personal.filter((name) => kind.fields[name]).map((name) => [name, logged?.[name] ?? null]),
  )
  const label = personal.includes(kind.title) ? { label: String(values[kind.title] ?? shown.label) } : {}
  return {
    ...shown,
    ...values,
    ...label,
    key: keyOf(kind, Number(number)),
    abilities: unchangeable,
  } as Entity
}

const asImage = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null ? { ...value } : null
const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Refuses what cannot be asked of the past: values that the log does not hold, and times that it no longer tells of. */
export const requirePast = async (
  reader: Reader,
  kind: Kind,
  time: string,
  asked: {
    filter?: Filters | undefined
    q?: string | undefined
    sort?: string | undefined
    by?: readonly string[]
  },
): Promise<void> => {
  const personal = new Set(personalOf(kind))
  const named = [
    ...Object.keys(asked.filter ?? {}).map((field) => [`filter[${field}]`, field] as const),
    ...(asked.q?.trim() ? kind.search.map((field) => ['q', field] as const) : []),
    ...(asked.by ?? []).map((field) => ['by', field] as const),
    ['sort', asked.sort?.replace(/^-/, '') ?? ''] as const,
  ]
  const hidden = named.filter(
    ([, field]) => personal.has(field) || (field === 'label' && personal.has(kind.title)),
  )
  if (hidden.length > 0)
    throw invalid(
      hidden.map(([path, field]) => ({
        path,
        message: `${field} is personal: its former values are kept apart, and cannot be looked through`,
      })),
    )
  const archived = await archivedAfter(reader, time)
  if (archived) throw archived
}

/** Why a time cannot be asked of: what was then stands in an archive and not in the log. */
export const archivedAfter = async (reader: Reader, time: string): Promise<Refusal | undefined> => {
  const [archive] = await reader.tx.query<{ to_at: string }>(
    'select max(to_at) as to_at from audit_archives where org_id = $1 having max(to_at) > $2::timestamptz',
    [reader.scope.orgId, time],
  )
  return (
    archive &&
    new Refusal(
      409,
      'archived',
      `The history before ${archive.to_at.slice(0, 10)} was archived. Ask for a time after it, or read the archive.`,
    )
  )
}
