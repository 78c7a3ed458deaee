import { z } from 'zod'
import type { Context } from '../module/context.ts'
import { parseInput } from '../module/parse-input.ts'
import type { Kind } from './kind.ts'
import { entityById, type Entity, type Page, type Reader } from './read.ts'
import { notifyWatchers } from './watches.ts'
import { lockEntity } from './write.ts'

/** A tag of a project and how many records carry it. */
export interface Tag {
  id: string
  name: string
  color: string | null
  records: number
}

const tagName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(60, 'must not be longer than 60 characters')
  // exports join tags with commas, filters separate them with commas
  .regex(/^[^,\p{Cc}]*$/u, 'must not contain commas or control characters')
  .refine((name) => name.isWellFormed(), 'must not contain broken Unicode')

/** Body that sets the tags of a record: all of them, at most twenty. */
export const tagsBody = z.strictObject({ tags: z.array(tagName).max(20, 'a record has at most 20 tags') })

/**
 * Gives a record exactly these tags; those that the project does not have yet are made. Case does not tell tags apart.
 * @throws Refusal 403, 404, 409 when the record is deleted, 412, 422
 */
export const setTags = async (
  context: Context,
  kind: Kind,
  idOrKey: string,
  body: unknown,
  options: { expectedVersion?: number | undefined } = {},
): Promise<Entity> => {
  const { tags } = parseInput(tagsBody, body)
  const row = await lockEntity(context, kind, idOrKey, 'edit', options)
  return writeTags(context, kind, row, tags)
}

/** Gives a locked record exactly these tags. What a caller may do was checked before. */
export const writeTags = async (
  context: Context,
  kind: Kind,
  row: Entity,
  tags: readonly string[],
): Promise<Entity> => {
  const { scope, project, tx } = context
  tx.defer(
    `insert into tags (org_id, id, project_id, name) select $1, gen_random_uuid(), $2, name from unnest($3::text[]) as name
     on conflict (org_id, project_id, lower(name)) do nothing`,
    [scope.orgId, project.id, tags],
  )
  const wanted = `select id from tags where org_id = $1 and project_id = $2 and lower(name) in (select lower(name) from unnest($4::text[]) as name)`
  const about = [scope.orgId, project.id, row.id, tags]
  const given = await tx.query(
    `insert into entity_tags (org_id, id, project_id, entity_id, tag_id) select $1, gen_random_uuid(), $2, $3, id from (${wanted}) as wanted
     on conflict (org_id, entity_id, tag_id) do nothing returning id`,
    about,
  )
  const taken = await tx.query(
    `delete from entity_tags where org_id = $1 and project_id = $2 and entity_id = $3 and tag_id not in (${wanted}) returning id`,
    about,
  )
  if (given.length + taken.length === 0) return row
  const after = await entityById(context, kind, row.id)
  context.emit({
    type: 'tags.changed.v1',
    entityId: row.id,
    payload: { id: row.id, key: row.key, tags: after.tags },
  })
  notifyWatchers(context, [row], 'has other tags')
  return after
}

/** The tags of a project by name, with the number of records that carry each. */
export const tagsOf = async (reader: Reader): Promise<Page<Tag>> => {
  const items = await reader.tx.query<Tag>(
    `select t.id, t.name, t.color, count(e.id) as records from tags t
     left join entity_tags et on et.org_id = t.org_id and et.tag_id = t.id
     left join entities e on e.org_id = et.org_id and e.id = et.entity_id and e.deleted_at is null
     where t.org_id = $1 and t.project_id = $2 group by t.org_id, t.id order by lower(t.name) limit 1000`,
    [reader.scope.orgId, reader.project.id],
  )
  return { items, next_cursor: null }
}
