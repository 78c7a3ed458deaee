import type { Notification } from './notifications.ts'
import type { Profile } from './profile.ts'

/** Where a person is told of something: under notifications, or by the system that the browser runs on. */
export type Channel = 'app' | 'desktop'

/** What people are told of. */
export const reasons = ['mention', 'assigned', 'watch', 'suggestion', 'stale', 'failed'] as const

/** The key under which a preference is kept. */
export const preferenceOf = (channel: Channel, reason: string): string =>
  channel === 'app' ? reason : `${channel}.${reason}`

/** Whether somebody wants to be told so: in the app unless they said no, on the desktop only where they said yes. */
export const wants = (
  preferences: Profile['notification_preferences'],
  channel: Channel,
  reason: string,
): boolean => {
  const said = preferences[preferenceOf(channel, reason)]
  return channel === 'app' ? said !== false : said === true
}

/** What is new and wanted: unread, of a wanted kind, newest first. */
export const unreadFor = (
  notifications: readonly Notification[],
  preferences: Profile['notification_preferences'],
  channel: Channel,
): Notification[] =>
  notifications.filter((each) => each.read_at === null && wants(preferences, channel, each.reason))
