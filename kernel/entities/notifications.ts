import { z } from 'zod'
import type { OrgContext } from '../contract/request.ts'
import { forbidden, invalid, notFound } from '../module/refusal.ts'
import type { Registry } from '../module/registry.ts'
import { keyOf } from './kind.ts'
import type { Page } from './read.ts'

/** Something that a person was told. */
export interface Notification {
  id: string
  project_id: string
  reason: string
  body: string
  created_at: string
  read_at: string | null
  entity: { id: string; key: string; kind: string; label: string } | null
}

type Row = Omit<Notification, 'entity'> & {
  entity: { id: string; number: number; kind: string; label: string } | null
}

const columns = `n.id, n.project_id, n.reason, n.body, n.created_at, n.read_at,
  case when e.id is null then null else jsonb_build_object('id', e.id, 'number', e.number, 'kind', e.kind, 'label', e.label) end as entity`

const place = z.tuple([z.boolean(), z.string(), z.uuid()])

const placeIn = (cursor: string | undefined): z.output<typeof place> | undefined => {
  if (cursor === undefined) return undefined
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw invalid([{ path: 'cursor', message: 'does not belong to this list; start again without it' }])
  }
}

/** The caller's notifications of all projects that they see: unread first, then newest first. */
export const notificationsOf = async (
  context: OrgContext,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<Notification>> => {
  const [isRead, at, id] = placeIn(query.cursor) ?? [null, null, null]
  const rows = await context.tx.query<Row>(
    `select ${columns} from notifications n left join entities e on e.org_id = n.org_id and e.id = n.entity_id
     where n.org_id = $1 and n.user_id = $2
       and ($3::boolean is null or (n.read_at is not null) > $3 or ((n.read_at is not null) = $3 and (n.created_at, n.id) < ($4::timestamptz, $5::uuid)))
     order by (n.read_at is not null), n.created_at desc, n.id desc limit $6`,
    [context.scope.orgId, context.access.user.id, isRead, at, id, query.limit + 1],
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const more = rows.length > query.limit && last
  return {
    items: page.map((row) => shaped(context.house.registry, row)),
    next_cursor: more
      ? Buffer.from(JSON.stringify([last.read_at !== null, last.created_at, last.id])).toString('base64url')
      : null,
  }
}

const shaped = (registry: Registry, { entity, ...row }: Row): Notification => {
  const kind = entity ? registry.kind(entity.kind) : undefined
  return {
    ...row,
    entity: entity && {
      id: entity.id,
      key: kind ? keyOf(kind, entity.number) : entity.id,
      kind: entity.kind,
      label: entity.label,
    },
  }
}

/** Marks all of the caller's notifications in the organization as read. @throws Refusal 403 */
export const readAllNotifications = async (context: OrgContext): Promise<void> => {
  const { tx, scope, access } = context
  if (access.scopes?.every((each) => each === 'read' || each === 'mcp:read'))
    throw forbidden('change', 'notification')
  await tx.query(
    'update notifications set read_at = now() where org_id = $1 and user_id = $2 and read_at is null',
    [scope.orgId, access.user.id],
  )
}

/** Marks one of the caller's notifications as read; again changes nothing. @throws Refusal 403, 404 */
export const readNotification = async (context: OrgContext, id: string): Promise<Notification> => {
  const { tx, scope, access } = context
  if (access.scopes?.every((each) => each === 'read' || each === 'mcp:read'))
    throw forbidden('change', 'notification')
  if (!z.uuid().safeParse(id).success) throw notFound('notification')
  const own = [scope.orgId, id, access.user.id]
  await tx.query(
    'update notifications set read_at = now() where org_id = $1 and id = $2 and user_id = $3 and read_at is null',
    own,
  )
  const [row] = await tx.query<Row>(
    `select ${columns} from notifications n left join entities e on e.org_id = n.org_id and e.id = n.entity_id where n.org_id = $1 and n.id = $2 and n.user_id = $3`,
    own,
  )
  if (!row) throw notFound('notification')
  return shaped(context.house.registry, row)
}
