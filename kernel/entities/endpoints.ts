import { z } from 'zod'
import { orgEndpoint, projectAction, projectQuery, type Endpoint } from '../contract/endpoint.ts'
import { pageOf } from '../contract/schemas.ts'
import { notificationsOf, readAllNotifications, readNotification } from './notifications.ts'
import { deleteView, savedViewBody, savedViewsOf, saveView } from './saved-views.ts'
import { tagsOf } from './tags.ts'

const tag = z
  .object({ id: z.uuid(), name: z.string(), color: z.string().nullable(), records: z.int() })
  .meta({ id: 'Tag' })

const savedView = z
  .object({
    id: z.uuid(),
    collection: z.string(),
    name: z.string(),
    shared: z.boolean(),
    arrangement: z.record(z.string(), z.json()),
    mine: z.boolean(),
    owner: z.string(),
  })
  .meta({ id: 'SavedView' })

const notification = z
  .object({
    id: z.uuid(),
    project_id: z.uuid(),
    reason: z.string(),
    body: z.string(),
    created_at: z.string(),
    read_at: z.string().nullable(),
    entity: z.object({ id: z.uuid(), key: z.string(), kind: z.string(), label: z.string() }).nullable(),
  })
  .meta({ id: 'Notification' })

/** What is about records of all kinds together: the tags of a project, the inbox of a person. */
export const recordEndpoints: readonly Endpoint[] = [
  projectQuery({
    path: 'tags',
    name: 'tags.list',
    summary: 'Tags of a project',
    permit: { kind: 'artifact', action: 'view' },
    output: pageOf(tag),
    handle: (context) => tagsOf(context),
  }),
  projectQuery({
    path: 'saved-views',
    name: 'savedViews.list',
    summary: 'Your saved views of lists, and those that others share',
    permit: { kind: 'artifact', action: 'view' },
    query: z.strictObject({ collection: z.string().max(100).optional() }),
    output: pageOf(savedView),
    handle: (context, { query }) => savedViewsOf(context, query),
  }),
  projectAction({
    method: 'POST',
    path: 'saved-views',
    name: 'savedViews.save',
    summary: 'Save a view of a list under a name; yours of that name is replaced',
    permit: { kind: 'artifact', action: 'view' },
    successStatus: 201,
    body: savedViewBody,
    output: savedView,
    handle: (context, { body }) => saveView(context, body),
  }),
  projectAction({
    method: 'DELETE',
    path: 'saved-views/{view}',
    name: 'savedViews.delete',
    summary: 'Delete one of your saved views',
    permit: { kind: 'artifact', action: 'view' },
    output: z.object({ removed: z.literal(true) }),
    handle: async (context, { params }) => (await deleteView(context, params.view), { removed: true }),
  }),
  orgEndpoint({
    method: 'GET',
    path: 'notifications',
    name: 'notifications.list',
    summary: 'Your notifications, unread first',
    permit: { orgRole: 'viewer' },
    query: z.strictObject({
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().max(500).optional(),
    }),
    output: pageOf(notification),
    handle: (context, { query }) => notificationsOf(context, query),
  }),
  orgEndpoint({
    method: 'POST',
    path: 'notifications/{id}/read',
    name: 'notifications.read',
    summary: 'Mark one of your notifications as read',
    permit: { orgRole: 'viewer' },
    output: notification,
    handle: (context, { params }) => readNotification(context, params.id),
  }),
  orgEndpoint({
    method: 'POST',
    path: 'notifications/read',
    name: 'notifications.read_all',
    summary: 'Mark all your notifications as read',
    permit: { orgRole: 'viewer' },
    output: z.object({ done: z.literal(true) }),
    handle: async (context) => (await readAllNotifications(context), { done: true }),
  }),
]
