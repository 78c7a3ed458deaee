import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRecord, harmless, readCsv } from './csv.ts'

const wild = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', '\t', '\r', '\n', '1', '.', ' ', 'a', '\ufeff'),
    maxLength: 8,
  }),
)

test('whatever stands in the cells comes back from CSV, empty text and nothing told apart', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.option(wild), { minLength: 2, maxLength: 2 }), { maxLength: 8 }),
      (rows) => {
        // a last cell that is never empty, as ids are: a line with nothing in it is no row
        const full = rows.map((row) => [...row, 'id'])
        const text = [['a', 'b', 'c'], ...full].map((cells) => csvRecord(cells)).join('')
        expect(readCsv(text).rows).toEqual(full)
      },
    ),
    { numRuns: 500 },
  )
})

test('no cell that is written begins as a formula, unless it is a number', () => {
  fc.assert(
    fc.property(wild, (text) => {
      const cell = harmless(text)
      expect(/^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell)).toBe(false)
    }),
    { numRuns: 500 },
  )
  expect(['=1+1', '-5', '-5.25', '-5+cmd', '+49 30', "'=x"].map(harmless)).toEqual([
    "'=1+1",
    '-5',
    '-5.25',
    "'-5+cmd",
    "'+49 30",
    "''=x",
  ])
})

test('CSV that is not well formed is refused with its line', () => {
  expect(() => readCsv('a,b\r\n1,"2\r\n')).toThrow(/well-formed CSV/)
  expect(() => readCsv('a,b\r\n1,2,3\r\n')).toThrow(/line 2/)
})
