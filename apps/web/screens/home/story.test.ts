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

test('what came of itself is told once for its kind and hour, what people made record by record', () => {
  const made = (type: string, kind: string, record: string, at: string): Activity => {
    const { entity, ...rest } = happened('a', record, 'create', at)
    return { ...rest, actor: { type, id: null, name: null }, entity: { ...entity, kind } }
  }
  const told = tellOnce([
    made('system', 'topic', 'T3', '2026-03-01T10:30:00Z'),
    made('system', 'referent', 'W1', '2026-03-01T10:20:00Z'),
    made('system', 'topic', 'T2', '2026-03-01T10:10:00Z'),
    made('user', 'topic', 'T4', '2026-03-01T10:05:00Z'),
    made('user', 'topic', 'T5', '2026-03-01T10:05:00Z'),
    made('system', 'topic', 'T1', '2026-03-01T09:00:00Z'),
  ])

  expect(told.map(({ latest, alike }) => [latest.entity.id, alike])).toEqual([
    ['T3', 1],
    ['W1', 0],
    ['T4', 0],
    ['T5', 0],
    ['T1', 0],
  ])
})
