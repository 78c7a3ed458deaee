import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { notificationsQuery, type Notification as Told } from '../api/notifications.ts'
import { profileQuery } from '../api/profile.ts'
import { unreadFor } from '../api/told.ts'
import { t } from '../messages/index.ts'
import { useProject } from './use-project.ts'

/** What the reader was told and has not read, of the kinds that they want to hear of. */
export function useUnread(): Told[] {
  const { org } = useProject()
  const all = useQuery(notificationsQuery(org)).data ?? []
  const profile = useQuery(profileQuery).data
  return profile ? unreadFor(all, profile.notification_preferences, 'app') : []
}

/** Shows what is new on the desktop, where the reader asked for it and the browser may. */
export function useDesktopNotices(): void {
  const { org } = useProject()
  const all = useQuery(notificationsQuery(org)).data
  const preferences = useQuery(profileQuery).data?.notification_preferences
  const known = useRef<ReadonlySet<string>>(undefined)
  useEffect(() => {
    if (!all || !preferences) return
    const before = known.current
    known.current = new Set(all.map(({ id }) => id))
    // what was there before the app was opened is no news
    if (!before || !('Notification' in window) || Notification.permission !== 'granted') return
    for (const { id, body } of unreadFor(all, preferences, 'desktop'))
      if (!before.has(id))
        new Notification(t('general.product'), { body, tag: id }).addEventListener('click', () =>
          window.focus(),
        )
  }, [all, preferences])
}
