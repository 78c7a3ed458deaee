import { expect, test } from 'vitest'
import type { HistoryEntry } from '../../api/history.ts'
import { sinceThen } from './since-then.ts'

const change = (
  at: string,
  field: string,
  before: unknown,
  after: unknown,
  reason?: string,
): HistoryEntry => ({
  id: at + field,
  at,
  action: 'update',
  changed: [{ field, before, after }],
  actor: { type: 'user', id: null, name: null },
  version: null,
  reason: reason ?? null,
  verb: null,
  undoes: null,
  request_id: null,
})

test('each field that changed since is named once, from what it was to what it is, with the latest reason', () => {
  const newestFirst = [
    change('2026-05-09', 'probability', 'medium', 'high', 'The plan says so.'),
    change('2026-05-08', 'probability', 'low', 'medium'),
    change('2026-05-08', 'impact', 'low', 'high'),
    change('2026-05-01', 'title', 'a', 'b'),
  ]
  expect(
    sinceThen(newestFirst, '2026-05-02').map(({ field, before, after, entry }) => [
      field,
      before,
      after,
      entry.reason,
    ]),
  ).toEqual([
    ['probability', 'low', 'high', 'The plan says so.'],
    ['impact', 'low', 'high', null],
  ])
})

test('what was changed and changed back is no change since', () => {
  const newestFirst = [
    change('2026-05-09', 'impact', 'high', 'low'),
    change('2026-05-08', 'impact', 'low', 'high'),
  ]
  expect(sinceThen(newestFirst, '2026-05-02')).toEqual([])
})
