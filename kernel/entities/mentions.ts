import { uuidv7 } from '../db/index.ts'
import type { Context } from '../module/context.ts'
import { seesProject } from './people.ts'
import type { Entity } from './read.ts'

// a full stop after an address ends the sentence
const mentionPattern = /@([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g

/** Most people that one comment can call. */
const maxMentions = 50

/** The people whom a text mentions by mail address: only members who can see the project; anybody else is ignored. */
export const mentionedIn = async (context: Context, body: string): Promise<string[]> => {
  const addresses = [
    ...new Set([...body.matchAll(mentionPattern)].map((match) => (match[1] ?? '').toLowerCase())),
  ].slice(0, maxMentions)
  if (addresses.length === 0) return []
  const people = await context.tx.query<{ id: string }>(
    `select u.id from users u where u.email = any ($3::text[]) and ${seesProject('u.id')}`,
    [context.scope.orgId, context.project.id, addresses],
  )
  return people.map(({ id }) => id)
}

/** Notes who was mentioned in a comment and tells them, with the commit. */
export const notifyMentioned = (
  context: Context,
  entity: Entity,
  commentId: string,
  userIds: readonly string[],
): void => {
  const { scope, project, tx } = context
  for (const userId of userIds) {
    tx.defer(
      'insert into mentions (org_id, id, project_id, comment_id, user_id) values ($1, $2, $3, $4, $5) on conflict (org_id, comment_id, user_id) do nothing',
      [scope.orgId, uuidv7(), project.id, commentId, userId],
    )
    tx.defer(
      'insert into notifications (org_id, id, project_id, user_id, entity_id, reason, body) values ($1, $2, $3, $4, $5, $6, $7)',
      [
        scope.orgId,
        uuidv7(),
        project.id,
        userId,
        entity.id,
        'mention',
        `You were mentioned on ${entity.key}: ${entity.label}`.slice(0, 500),
      ],
    )
  }
}
