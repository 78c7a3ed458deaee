import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TextBlock } from '../../api/artifacts.ts'
import { groupBlocks } from './block-groups.ts'

const wordless = (text: string) => !/[\p{L}\p{N}]/u.test(text)

test('no word of the text is left out, and nothing is shown twice', () => {
  const block = fc.record({
    start: fc.nat(80),
    end: fc.nat(80),
    kind: fc.constantFrom('heading' as const, 'paragraph' as const),
    level: fc.constant(null),
    page: fc.option(fc.integer({ min: 1, max: 3 })),
    cell: fc.constant(null),
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
  const block = (start: number, end: number, address?: string): TextBlock => ({
    start,
    end,
    kind: address === undefined ? 'table-row' : 'cell',
    level: null,
    page: null,
    cell: address === undefined ? null : { sheet: 'Rates', address },
  })
  const cells = [block(0, 4, 'A1'), block(5, 9, 'B1'), block(10, 14, 'A2'), block(15, 18, 'B2')]
  const rows = [block(0, 9), block(10, 18)]
  const groups = groupBlocks(text, [...rows, ...cells])
  expect(groups).toHaveLength(1)
  expect(groups[0]?.rows?.map((row) => row.map((cell) => cell.cell?.address))).toEqual([
    ['A1', 'B1'],
    ['A2', 'B2'],
  ])
})
