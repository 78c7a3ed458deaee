import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { command, path, request } from './request.ts'

const notification = z.object({
  id: z.string(),
  project_id: z.string(),
  reason: z.string(),
  body: z.string(),
  created_at: z.string(),
  read_at: z.nullable(z.string()),
  entity: z.nullable(z.object({ id: z.string(), key: z.string(), kind: z.string(), label: z.string() })),
})

/** Something that the person was told. */
export type Notification = z.output<typeof notification>

/** The person's notifications in an organization: unread first, then newest first. */
export const notificationsQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'notifications'],
    queryFn: async ({ signal }) =>
      (
        await request(z.object({ items: z.array(notification) }), path`/api/v1/orgs/${org}/notifications`, {
          query: { limit: 100 },
          signal,
        })
      ).items,
    refetchInterval: 60_000,
  })

/** Marks one as read. */
export const readNotification = (org: string, id: string): Promise<void> =>
  command(path`/api/v1/orgs/${org}/notifications/${id}/read`, { method: 'POST' })

/** Marks all as read. */
export const readAllNotifications = (org: string): Promise<void> =>
  command(path`/api/v1/orgs/${org}/notifications/read`, { method: 'POST' })
