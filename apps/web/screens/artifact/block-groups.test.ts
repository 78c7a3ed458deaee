import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupBlocks } from './block-groups.ts'

const wordless = (text: string) => !/[\p{L}\p{N}]/u.test(text)

test('no word of the text is left out, and nothing is shown twice', () => {
  const block = fc.record({
    start: fc.nat(80),
    end: fc.nat(80),
    kind: fc.constantFrom('heading', 'paragraph'),
    page: fc.option(fc.integer({ min: 1, max: 3 })),
  })
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.array(block, { maxLength: 8 }), (text, blocks) => {
      const inside = blocks.filter(({ start, end }) => start < end && end <= text.length)
      const groups = groupBlocks(text, inside)
      let at = 0
      for (const group of groups) {
        expect(group.start).toBeGreaterThanOrEqual(at)
        expect(wordless(text.slice(at, group.start))).toBe(true)
        at = group.end
      }
      expect(wordless(text.slice(at))).toBe(true)
    }),
  )
})

test('cells of one row stand in one row of one table', () => {
  const text = 'Role\tRate\nLead\t900'
  const cells = [
    { start: 0, end: 4, kind: 'cell', cell: { sheet: 'Rates', address: 'A1' } },
    { start: 5, end: 9, kind: 'cell', cell: { sheet: 'Rates', address: 'B1' } },
    { start: 10, end: 14, kind: 'cell', cell: { sheet: 'Rates', address: 'A2' } },
    { start: 15, end: 18, kind: 'cell', cell: { sheet: 'Rates', address: 'B2' } },
  ]
  const rows = [
    { start: 0, end: 9, kind: 'table-row' },
    { start: 10, end: 18, kind: 'table-row' },
  ]
  const groups = groupBlocks(text, [...rows, ...cells])
  expect(groups).toHaveLength(1)
  expect(groups[0]?.rows?.map((row) => row.map((cell) => cell.cell?.address))).toEqual([
    ['A1', 'B1'],
    ['A2', 'B2'],
  ])
})
