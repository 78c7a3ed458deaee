import { z } from 'zod'
import { uuidv7 } from '../db/index.ts'
import type { Context } from '../module/context.ts'
import { parseInput } from '../module/parse-input.ts'
import { forbidden } from '../module/refusal.ts'
import { allows } from '../policy/policy.ts'
import type { Kind } from './kind.ts'
import { entityById, type Page, type Reader } from './read.ts'

/** What somebody said about a record. */
export interface Comment {
  id: string
  parent_id: string | null
  body: string
  author: { type: string; id: string | null; name: string | null }
  created_at: string
  edited_at: string | null
}

/** Body of a new comment; `@name@example.org` in it mentions a member by mail address. */
export const commentBody = z.strictObject({
  body: z.string().trim().min(1, 'must not be empty').max(20_000).refine((text) => !text.includes('\u0000') && text.isWellFormed(), 'must not contain NUL or broken Unicode'),
  parent_id: z.uuid().optional(),
})

/** The comments on a record, oldest first. */
export const commentsOf = async (reader: Reader, kind: Kind, idOrKey: string): Promise<Page<Comment>> => {
  const { id } = await entityById(reader, kind, idOrKey)
  const items = await reader.tx.query<Comment>(
    `select c.id, c.parent_id, c.body, c.created_at, c.edited_at, jsonb_build_object('type', c.author_type, 'id', c.author_id, 'name', u.name) as author
     from comments c left join users u on u.id = c.author_id
     where c.org_id = $1 and c.entity_id = $2 and c.deleted_at is null order by c.created_at, c.id`,
    [reader.scope.orgId, id],
  )
  return { items, next_cursor: null }
}

const mentionPattern = /@([\w.+-]+@[\w-]+\.[\w.-]+)/g

/** Adds a comment and notifies the members whom it mentions. @throws Refusal 403, 404, 422 */
export const addComment = async (context: Context, kind: Kind, idOrKey: string, input: unknown): Promise<Comment> => {
  const { body, parent_id } = parseInput(commentBody, input)
  const entity = await entityById(context, kind, idOrKey)
  if (!allows(context.house.registry.policy(kind.kind), context.caller, 'comment', entity)) throw forbidden('comment on', kind.label.one.toLowerCase())
  const id = uuidv7()
  const { orgId, actor } = context.scope
  await context.tx.query(
    'insert into comments (org_id, id, project_id, entity_id, parent_id, body, author_id, author_type) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [orgId, id, context.project.id, entity.id, parent_id ?? null, body, actor.id, actor.type],
  )
  const addresses = [...body.matchAll(mentionPattern)].map((match) => (match[1] ?? '').toLowerCase())
  if (addresses.length > 0) await notifyMentioned(context, { entityId: entity.id, commentId: id, label: entity.label, addresses })
  context.emit({ type: 'comment.added.v1', entityId: entity.id, payload: { id, entity: entity.key } })
  const all = await commentsOf(context, kind, entity.id)
  const made = all.items.find((comment) => comment.id === id)
  if (!made) throw new Error('a comment vanished inside its own transaction')
  return made
}

const notifyMentioned = async (context: Context, about: { entityId: string; commentId: string; label: string; addresses: string[] }): Promise<void> => {
  const { orgId } = context.scope
  const people = await context.tx.query<{ id: string }>('select id from users where lower(email) = any ($1::text[])', [about.addresses])
  for (const { id } of people) {
    context.tx.defer('insert into mentions (org_id, id, project_id, comment_id, user_id) values ($1, $2, $3, $4, $5)', [orgId, uuidv7(), context.project.id, about.commentId, id])
    context.tx.defer('insert into notifications (org_id, id, project_id, user_id, entity_id, reason, body) values ($1, $2, $3, $4, $5, $6, $7)', [
      orgId,
      uuidv7(),
      context.project.id,
      id,
      about.entityId,
      'mention',
      `You were mentioned on ${about.label}`.slice(0, 500),
    ])
  }
}
