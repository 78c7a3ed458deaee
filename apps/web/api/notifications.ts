import { queryOptions } from '@tanstack/react-query'
import { call } from './request.ts'

export type { Notification } from '../../../generated/api.ts'

/** The person's notifications in an organization: unread first, then newest first. */
export const notificationsQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization', org, 'notifications'],
    queryFn: async ({ signal }) =>
      (await call('notifications.list', { params: { org }, query: { limit: 100 } }, { signal })).items,
    refetchInterval: 60_000,
  })

/** Marks one as read. */
export const readNotification = (org: string, id: string) =>
  call('notifications.read', { params: { org, id } })

/** Marks all as read. */
export const readAllNotifications = (org: string) => call('notifications.read_all', { params: { org } })
