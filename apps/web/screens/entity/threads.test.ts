import { expect, test } from 'vitest'
import type { Comment } from '../../api/comments.ts'
import { mentionBegun, threadsOf } from './threads.ts'

const comment = (id: string, parent_id: string | null = null): Comment => ({
  id,
  parent_id,
  body: id,
  author: { type: 'user', id: null, name: null },
  created_at: id,
  edited_at: null,
})

test('answers stand under the first of their thread, however deep they answer', () => {
  const threads = threadsOf([
    comment('1'),
    comment('2'),
    comment('3', '1'),
    comment('4', '3'),
    comment('5', 'gone'),
  ])
  expect(threads.map(({ first, replies }) => [first.id, replies.map(({ id }) => id)])).toEqual([
    ['1', ['3', '4']],
    ['2', []],
    ['5', []],
  ])
})

test('a mention is begun by an at sign at the start of a word', () => {
  expect(mentionBegun('Ask @an')).toBe('an')
  expect(mentionBegun('@')).toBe('')
  expect(mentionBegun('mail to ann@ex')).toBeUndefined()
})
