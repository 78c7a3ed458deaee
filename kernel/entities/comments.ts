import { z } from 'zod'
import { uuidv7 } from '../db/index.ts'
import type { Context } from '../module/context.ts'
import { parseInput } from '../module/parse-input.ts'
import { forbidden, invalid, notFound, Refusal } from '../module/refusal.ts'
import { allows } from '../policy/policy.ts'
import type { Kind } from './kind.ts'
import { mentionedIn, notifyMentioned } from './mentions.ts'
import { entityById, type Entity, type Page, type Reader } from './read.ts'
import { notifyWatchers } from './watches.ts'

/** What somebody said about a record. */
export interface Comment {
  id: string
  parent_id: string | null
  body: string
  author: { type: string; id: string | null; name: string | null }
  created_at: string
  edited_at: string | null
}

const words = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(20_000)
  .refine((text) => !text.includes('\u0000') && text.isWellFormed(), 'must not contain NUL or broken Unicode')

/** Body of a new comment; `@name@example.org` in it mentions a member by mail address. */
export const commentBody = z.strictObject({ body: words, parent_id: z.uuid().optional() })

/** Body of a changed comment. */
export const commentEditBody = z.strictObject({ body: words })

const commentRows = `select c.id, c.parent_id, c.body, c.created_at, c.edited_at, jsonb_build_object('type', c.author_type, 'id', c.author_id, 'name', u.name) as author
  from comments c left join users u on u.id = c.author_id where c.org_id = $1 and c.entity_id = $2 and c.deleted_at is null`

/** The comments on a record, oldest first. */
export const commentsOf = async (reader: Reader, kind: Kind, idOrKey: string): Promise<Page<Comment>> => {
  const { id } = await entityById(reader, kind, idOrKey)
  const items = await reader.tx.query<Comment>(`${commentRows} order by c.created_at, c.id`, [
    reader.scope.orgId,
    id,
  ])
  return { items, next_cursor: null }
}

/** Adds a comment; tells the members whom it mentions and those who watch the record. @throws Refusal 403, 404, 409, 422 */
export const addComment = async (
  context: Context,
  kind: Kind,
  idOrKey: string,
  input: unknown,
): Promise<Comment> => {
  const { body, parent_id } = parseInput(commentBody, input)
  const entity = await discussed(context, kind, idOrKey)
  if (parent_id && !(await find(context, entity.id, parent_id)))
    throw invalid([{ path: 'parent_id', message: 'is not a comment on this record' }])
  const id = uuidv7()
  const { orgId, actor } = context.scope
  await context.tx.query(
    'insert into comments (org_id, id, project_id, entity_id, parent_id, body, author_id, author_type) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [orgId, id, context.project.id, entity.id, parent_id ?? null, body, actor.id, actor.type],
  )
  const mentioned = await mentionedIn(context, body)
  notifyMentioned(context, entity, id, mentioned)
  notifyWatchers(context, [entity], 'has a new comment', mentioned)
  context.emit({ type: 'comment.added.v1', entityId: entity.id, payload: { id, entity: entity.key } })
  return commentOf(context, entity.id, id)
}

/** Changes a comment, as its author alone may; only those whom it did not mention before are told. @throws Refusal 403, 404, 409, 422 */
export const editComment = async (
  context: Context,
  kind: Kind,
  idOrKey: string,
  commentId: string,
  input: unknown,
): Promise<Comment> => {
  const { body } = parseInput(commentEditBody, input)
  const entity = await discussed(context, kind, idOrKey)
  const own = await ownComment(context, entity, commentId, 'edit')
  if (own.body === body) return own
  await context.tx.query('update comments set body = $3, edited_at = now() where org_id = $1 and id = $2', [
    context.scope.orgId,
    own.id,
    body,
  ])
  const before = new Set(await mentionedIn(context, own.body))
  notifyMentioned(
    context,
    entity,
    own.id,
    (await mentionedIn(context, body)).filter((userId) => !before.has(userId)),
  )
  context.emit({
    type: 'comment.edited.v1',
    entityId: entity.id,
    payload: { id: own.id, entity: entity.key },
  })
  return commentOf(context, entity.id, own.id)
}

/** Takes a comment away, as its author alone may; the audit log keeps its words. @throws Refusal 403, 404, 409 */
export const removeComment = async (
  context: Context,
  kind: Kind,
  idOrKey: string,
  commentId: string,
): Promise<void> => {
  const entity = await discussed(context, kind, idOrKey)
  const own = await ownComment(context, entity, commentId, 'delete')
  await context.tx.query(
    'update comments set deleted_at = now(), deleted_by = $3::uuid where org_id = $1 and id = $2',
    [context.scope.orgId, own.id, context.scope.actor.id],
  )
  context.emit({
    type: 'comment.deleted.v1',
    entityId: entity.id,
    payload: { id: own.id, entity: entity.key },
  })
}

/** The record that a comment is about, where the caller may comment on it. */
const discussed = async (context: Context, kind: Kind, idOrKey: string): Promise<Entity> => {
  const entity = await entityById(context, kind, idOrKey)
  if (!allows(context.house.registry.policy(kind.kind), context.caller, 'comment', entity))
    throw forbidden('comment on', kind.label.one.toLowerCase())
  if (entity.deleted_at !== null)
    throw new Refusal(409, 'deleted', `${entity.key} was deleted. Restore it first.`)
  return entity
}

const find = async (context: Context, entityId: string, id: string): Promise<Comment | undefined> => {
  if (!z.uuid().safeParse(id).success) return undefined
  const [comment] = await context.tx.query<Comment>(`${commentRows} and c.id = $3 for no key update of c`, [
    context.scope.orgId,
    entityId,
    id,
  ])
  return comment
}

const commentOf = async (context: Context, entityId: string, id: string): Promise<Comment> => {
  const comment = await find(context, entityId, id)
  if (!comment) throw notFound('comment')
  return comment
}

const ownComment = async (context: Context, entity: Entity, id: string, action: string): Promise<Comment> => {
  const comment = await commentOf(context, entity.id, id)
  if (comment.author.id === null || comment.author.id !== context.scope.actor.id) {
    throw new Refusal(403, 'forbidden', `Only its author can ${action} a comment.`)
  }
  return comment
}
