import { expect, test } from 'vitest'
import type { Activity } from '../../api/overview.ts'
import { tellOnce } from './story.ts'

const happened = (
  actor: string,
  record: string,
  action = 'update',
  at = '2026-03-01T10:00:00Z',
): Activity => ({
  id: `${actor} ${record} ${action} ${at}`,
  at,
  request_id: null,
  actor: { type: 'user', id: actor, name: actor },
  action,
  fields: [],
  state: null,
  reason: null,
  entity: { id: record, key: record, kind: 'risk', label: record, deleted: false },
})

test('a record that one person worked on is told once, with how much more there was', () => {
  const told = tellOnce([happened('a', 'R1'), happened('a', 'R1'), happened('b', 'R1'), happened('a', 'R2')])

  expect(told.map(({ latest, more }) => [latest.actor.id, latest.entity.id, more])).toEqual([
    ['a', 'R1', 1],
    ['b', 'R1', 0],
    ['a', 'R2', 0],
  ])
})

test('that a record was made is told rather than what was set on it then', () => {
  const told = tellOnce([happened('a', 'R1', 'update'), happened('a', 'R1', 'create')])

  expect(told).toMatchObject([{ latest: { action: 'create' }, more: 0 }])
})
