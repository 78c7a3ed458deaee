import { expect, test } from 'vitest'
import type { Notification } from './notifications.ts'
import { unreadFor } from './told.ts'

const told = (reason: string, read_at: string | null = null): Notification => ({
  id: reason,
  project_id: 'p',
  reason,
  body: reason,
  created_at: '2026-05-01',
  read_at,
  entity: null,
})

test('in the app everything unread counts unless refused; on the desktop only what was asked for', () => {
  const all = [told('mention'), told('watch'), told('stale', '2026-05-02')]
  const preferences = { watch: false, 'desktop.watch': true, 'desktop.stale': true }

  expect(unreadFor(all, preferences, 'app').map(({ reason }) => reason)).toEqual(['mention'])
  expect(unreadFor(all, preferences, 'desktop').map(({ reason }) => reason)).toEqual(['watch'])
})
