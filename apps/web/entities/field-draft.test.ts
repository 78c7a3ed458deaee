import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { draftOf, fieldsOfInput, valueOf, valuesOf } from './field-draft.ts'

test('a number that was not touched comes back as it was', () => {
  fc.assert(
    fc.property(fc.integer(), (value) => {
      expect(valueOf({ type: 'integer' }, draftOf({ type: 'integer' }, value))).toBe(value)
    }),
  )
})

test('an amount stays decimal text', () => {
  expect(valueOf({ type: 'money' }, draftOf({ type: 'money' }, { amount: '0.10', currency: 'EUR' }))).toBe(
    '0.10',
  )
})

test('a form leaves out what was not filled in', () => {
  const fields = fieldsOfInput({ properties: { a: { type: 'string' }, b: { type: 'number' } } })
  expect(valuesOf(fields, { a: 'x', b: ' ' })).toEqual({ a: 'x' })
})

test('the input of a verb becomes fields', () => {
  const fields = fieldsOfInput({
    required: ['outcome'],
    properties: {
      outcome: { enum: ['occurred', 'avoided'] },
      reason: { type: 'string', maxLength: 2_000, description: 'Why' },
      on: { type: 'string', format: 'date' },
    },
  })
  expect(fields.map((field) => [field.name, field.type, field.required])).toEqual([
    ['outcome', 'enum', true],
    ['reason', 'long_text', false],
    ['on', 'date', false],
  ])
  expect(fields[1]?.hint).toBe('Why')
})
