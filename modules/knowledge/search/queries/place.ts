import type { Context, Reading } from '#kernel/module/index.ts'
import { Refusal } from '#kernel/module/index.ts'
import { allows } from '#kernel/policy/index.ts'

/** What is looked through: all of it where nothing is said. Every condition given has to hold. */
export interface SearchFilters {
  /** only these kinds; all that the caller may see where absent */
  kinds?: readonly string[] | undefined
  /** a folder of the library, by id or key, with all below it */
  folder?: string | undefined
  /** first and last calendar day (ISO): of a file the date that stands in it, else the day on which a record was made */
  from?: string | undefined
  to?: string | undefined
  /** files that name this person: all words of it stand in the name */
  person?: string | undefined
  /** files on this topic, or on one below it */
  topic?: string | undefined
  /** records with this tag */
  tag?: string | undefined
  /** leaves out files that a newer version took the place of */
  onlyCurrent?: boolean | undefined
  /** leaves out files of these categories */
  withoutCategories?: readonly string[] | undefined
}

/** Where to look: one project, some kinds, and what else a record has to be like. */
export interface SearchPlace {
  orgId: string
  projectId: string
  /** kinds that the caller may see and asks for */
  kinds: readonly string[]
  /** folders of the library with all below them; null for everything */
  folders: readonly string[] | null
  /** passages of one record at most */
  perRecord: number
  filters?: SearchFilters | undefined
}

/**
 * Works out where to look.
 * @throws Refusal 422 for an unknown kind, 404 for an unknown folder
 */
export const placeFor = async (
  reader: Reading | Context,
  filters: SearchFilters,
  perRecord: number,
): Promise<SearchPlace> => {
  const { registry } = reader.house
  const visible = [...registry.kinds.keys()].filter((kind) =>
    allows(registry.policy(kind), reader.caller, 'view'),
  )
  const unknown = filters.kinds?.find((kind) => !registry.kinds.has(kind))
  if (unknown !== undefined)
    throw new Refusal(
      422,
      'unknown-kind',
      `There is no kind ${unknown.slice(0, 100)}. Kinds are ${visible.join(', ')}.`,
    )
  return {
    orgId: reader.scope.orgId,
    projectId: reader.project.id,
    kinds: filters.kinds ? visible.filter((kind) => filters.kinds?.includes(kind)) : visible,
    folders: filters.folder === undefined ? null : await foldersBelow(reader, filters.folder),
    perRecord,
    filters,
  }
}

const foldersBelow = async (reader: Reading | Context, folder: string): Promise<string[]> => {
  const number = /^DIR-(\d{1,9})$/.exec(folder)?.[1]
  const rows = await reader.tx.query<{ id: string }>(
    `with recursive below as (
       select f.id from artifact_folders f join entities e on e.org_id = f.org_id and e.id = f.id
       where f.org_id = $1 and f.project_id = $2 and (e.id::text = $3 or e.number = $4) and e.deleted_at is null
       union select f.id from artifact_folders f join below on f.parent_id = below.id where f.org_id = $1 and f.project_id = $2
     ) select id from below`,
    [reader.scope.orgId, reader.project.id, folder, number ? Number(number) : null],
  )
  if (rows.length === 0) throw new Refusal(404, 'not-found', 'There is no such folder, or you cannot see it.')
  return rows.map(({ id }) => id)
}

/**
 * The conditions of a place on the record of a passage `c`, as SQL that begins with `and`. `$1` is the organization and
 * `$2` the project; values are added to `params`, whose positions must be those of the statement.
 */
export const conditionsOf = (place: SearchPlace, params: unknown[]): string => {
  const value = (given: unknown): string => `$${params.push(given)}`
  const files = (condition: string): string =>
    `c.entity_id in (select a.id from artifacts a where a.org_id = $1 and a.project_id = $2 and ${condition})`
  const { from, to, person, topic, tag, onlyCurrent, withoutCategories = [] } = place.filters ?? {}
  const conditions: string[] = []
  if (place.folders) conditions.push(files(`a.folder_id = any (${value(place.folders)}::uuid[])`))
  if (from !== undefined || to !== undefined) {
    conditions.push(`c.entity_id in (select e.id from entities e left join artifacts a on a.org_id = e.org_id and a.id = e.id
      where e.org_id = $1 and e.project_id = $2
        and coalesce(a.document_date, (e.created_at at time zone 'UTC')::date) between ${value(from ?? '0001-01-01')}::date and ${value(to ?? '9999-12-31')}::date)`)
  }
  if (person !== undefined) {
    const words = person
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    conditions.push(`c.entity_id in (select p.artifact_id from artifact_persons p where p.org_id = $1 and p.project_id = $2
      and not exists (select 1 from unnest(${value(words)}::text[]) as w(word) where position(w.word in lower(p.name)) = 0))`)
  }
  if (topic !== undefined) {
    const name = value(topic.toLowerCase())
    conditions.push(`c.entity_id in (select t.artifact_id from artifact_topics t where t.org_id = $1 and t.project_id = $2
      and (lower(t.name) = ${name} or lower(t.parent) = ${name}))`)
  }
  if (tag !== undefined) {
    conditions.push(`c.entity_id in (select x.entity_id from entity_tags x join tags g on g.org_id = x.org_id and g.id = x.tag_id
      where x.org_id = $1 and x.project_id = $2 and lower(g.name) = ${value(tag.toLowerCase())})`)
  }
  if (onlyCurrent === true || withoutCategories.length > 0) {
    const current = onlyCurrent === true ? 'a.superseded_by is not null' : 'false'
    conditions.push(
      `not (${files(`(${current} or a.category = any (${value(withoutCategories)}::text[]))`)})`,
    )
  }
  return conditions.map((condition) => ` and ${condition}`).join('')
}
