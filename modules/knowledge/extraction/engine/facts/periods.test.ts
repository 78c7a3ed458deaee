import { expect, test } from 'vitest'
import { extractOffline } from '../index.ts'

test.each([
  ['Invoices are paid within thirty days.', 'thirty days', '30', 'days'],
  ['Invoices are paid within forty-five (45) days.', 'forty-five (45) days', '45', 'days'],
  ['Errors are mended within ten working days.', 'ten working days', '10', 'working days'],
  ['Errors are mended within 10 business days.', '10 business days', '10', 'working days'],
  ['The notice period is 3 months.', '3 months', '3', 'months'],
])('a period is found however it is written: %s', (text, value, normalized, unit) => {
  const { facts } = extractOffline({ text, blocks: [], format: 'text' })

  expect(facts.filter(({ type }) => type === 'quantity')).toMatchObject([{ value, normalized, unit }])
})
