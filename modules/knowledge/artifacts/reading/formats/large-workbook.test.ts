import { expect, test } from 'vitest'

import type { ReadingProgress } from '../reading.ts'
import { sourceOf, workbookOf } from '../testing/documents.ts'
import { faultsOf } from '../testing/invariants.ts'
import { readLargeWorkbook } from './large-workbook.ts'
import { readWorkbook } from './workbook.ts'

const price = (value: number): { value: number; format: string } => ({ value, format: '#,##0.00' })
const book = (): Uint8Array =>
  workbookOf({
    Costs: {
      A1: 'Part',
      B1: 'Price',
      A2: 'Disk & rack',
      B2: price(1_240.5),
      C4: { value: 45_000, format: 'yyyy-mm-dd' },
    },
    Empty: {},
    People: { B2: 'Ana', D2: { value: 123_456_789_012, format: 'General' } },
  })

test('a workbook read as a stream says the same as one read whole', async () => {
  const source = sourceOf('costs.xlsx', book())

  const [streamed, whole] = [await readLargeWorkbook(source, 'xlsx'), await readWorkbook(source, 'xlsx')]

  expect(streamed.text).toBe(whole.text)
  expect(streamed.blocks).toEqual(whole.blocks)
  expect(streamed.text).toContain('Disk & rack\t1,240.50')
  expect(faultsOf(streamed)).toEqual([])
})

test('what goes beyond the limit of cells is left out and said, with progress on the way', async () => {
  const rows = Object.fromEntries(
    Array.from({ length: 2_000 }, (_row, index) => [`A${index + 1}`, `Part ${index}`]),
  )
  const told: ReadingProgress[] = []

  const reading = await readLargeWorkbook(
    sourceOf('parts.xlsx', workbookOf({ Parts: rows }), { maxCells: 200 }, (progress) => told.push(progress)),
    'xlsx',
  )

  expect(reading.metadata['leftOut']).toMatch(/^Parts from row \d+ on$/)
  expect(reading.blocks.length).toBeLessThan(210)
  expect(told.at(-1)?.unit).toBe('megabyte')
})
