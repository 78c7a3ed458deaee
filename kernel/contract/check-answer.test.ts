import { expect, test } from 'vitest'
import { z } from 'zod'
import { checkAnswer } from './check-answer.ts'

const endpoint = { name: 'risks.get', output: z.object({ key: z.string(), due: z.string().nullable() }) }

test('an answer is looked at as it is sent', () => {
  expect(() => checkAnswer(endpoint, { key: 'RISK-1', due: new Date(0), more: 1 })).not.toThrow()
  expect(() => checkAnswer({ name: 'evidence.confirm', output: z.unknown() }, undefined)).not.toThrow()
})

test('an answer that lacks what the contract promises is an error that names it', () => {
  expect(() => checkAnswer(endpoint, { key: 'RISK-1', due: undefined })).toThrow(
    /risks\.get answers otherwise than its contract says[^]*due/,
  )
})
