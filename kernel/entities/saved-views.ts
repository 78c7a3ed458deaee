import { z } from 'zod'
import { uuidv7 } from '../db/index.ts'
import type { Context } from '../module/context.ts'
import { forbidden, invalid, notFound, Refusal } from '../module/refusal.ts'
import type { Page, Reader } from './read.ts'

/** A list as somebody arranged it. */
export interface SavedView {
  id: string
  collection: string
  name: string
  shared: boolean
  arrangement: Record<string, unknown>
  /** whether it is the caller's, who alone may change it */
  mine: boolean
  owner: string
}

/** Most views that one person keeps of one list. */
const maxViews = 100

/** Body of a view; one of the same name is replaced. `arrangement` is the screen's own: filters, sort, columns. */
export const savedViewBody = z.strictObject({
  collection: z.string().regex(/^[a-z][a-z-]{0,99}$/, 'must be a collection such as risks'),
  name: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(80, 'must not be longer than 80 characters')
    .refine(
      (name) => !name.includes('\u0000') && name.isWellFormed(),
      'must not contain NUL or broken Unicode',
    ),
  shared: z.boolean().default(false),
  arrangement: z
    .record(z.string().max(100), z.json())
    .refine((value) => JSON.stringify(value).length <= 16_384, 'must not take more than 16,384 characters')
    .refine((value) => !JSON.stringify(value).includes(String.raw`\u0000`), 'must not contain NUL'),
})

const columns = `v.id, v.collection, v.name, v.shared, v.arrangement, v.user_id = $3::uuid as mine, u.name as owner`

/** The caller's views of a project's lists and those that others share, by name. */
export const savedViewsOf = async (
  reader: Reader,
  query: { collection?: string | undefined },
): Promise<Page<SavedView>> => {
  const items = await reader.tx.query<SavedView>(
    `select ${columns} from saved_views v join users u on u.id = v.user_id
     where v.org_id = $1 and v.project_id = $2 and (v.shared or v.user_id = $3::uuid) and ($4::text is null or v.collection = $4)
     order by lower(v.name), v.id limit 500`,
    [reader.scope.orgId, reader.project.id, reader.caller.userId, query.collection ?? null],
  )
  return { items, next_cursor: null }
}

/** Saves a view under its name; the caller's own of that name is replaced. @throws Refusal 403, 409, 422 */
export const saveView = async (
  context: Context,
  view: z.output<typeof savedViewBody>,
): Promise<SavedView> => {
  const person = context.caller.userId
  if (person === null) throw new Refusal(403, 'forbidden', 'Views belong to persons.')
  if (view.shared && context.caller.role === 'viewer') throw forbidden('share', 'view')
  const { orgId } = context.scope
  const [count] = await context.tx.query<{ kept: number }>(
    `select count(*)::int as kept from saved_views where org_id = $1 and project_id = $2 and user_id = $3 and collection = $4 and lower(name) <> lower($5)`,
    [orgId, context.project.id, person, view.collection, view.name],
  )
  if ((count?.kept ?? 0) >= maxViews)
    throw invalid([{ path: 'name', message: `there are ${maxViews} views already; delete one first` }])
  const [saved] = await context.tx.query<SavedView>(
    `with v as (
       insert into saved_views (org_id, id, project_id, user_id, collection, name, shared, arrangement) values ($1, $4, $2, $3, $5, $6, $7, $8::jsonb)
       on conflict (org_id, project_id, user_id, collection, lower(name)) do update
         set name = excluded.name, shared = excluded.shared, arrangement = excluded.arrangement, updated_at = now()
       returning *
     ) select ${columns} from v join users u on u.id = v.user_id`,
    [
      orgId,
      context.project.id,
      person,
      uuidv7(),
      view.collection,
      view.name,
      view.shared,
      JSON.stringify(view.arrangement),
    ],
  )
  if (!saved) throw notFound('view')
  return saved
}

/** Deletes one of the caller's views. @throws Refusal 404 */
export const deleteView = async (context: Context, id: string): Promise<void> => {
  const gone = z.uuid().safeParse(id).success
    ? await context.tx.query(
        'delete from saved_views where org_id = $1 and project_id = $2 and id = $3 and user_id = $4::uuid returning id',
        [context.scope.orgId, context.project.id, id, context.caller.userId],
      )
    : []
  if (gone.length === 0) throw notFound('view')
}
