import { expect, test } from 'vitest'

import type { Reading } from '../reading.ts'
import { locate } from '../locate.ts'
import { readDocument } from '../read-document.ts'
import { pdfOf, sourceOf, type DrawnText } from '../testing/documents.ts'
import { faultsOf } from '../testing/invariants.ts'

const read = async (pages: DrawnText[][]): Promise<Reading> => {
  const reading = await readDocument(sourceOf('paper.pdf', await pdfOf(pages)))
  expect(faultsOf(reading)).toEqual([])
  return reading
}

const said = ({ text, blocks }: Reading, kind: string): string[] =>
  blocks.filter((block) => block.kind === kind).map(({ start, end }) => text.slice(start, end))

const flow = (lines: string[], top = 660): DrawnText[] =>
  lines.map((text, index) => ({ text, x: 72, y: top - 14 * index }))

const framed = (number: number, lines: string[]): DrawnText[] => [
  { text: 'Supply agreement 2026/17', x: 72, y: 760, size: 8 },
  ...flow(lines),
  { text: `Confidential - page ${number} of 3`, x: 72, y: 36, size: 8 },
]

test('headers and footers that recur are running lines, not what the document says', async () => {
  const reading = await read([
    framed(1, ['The supplier delivers forty servers before the end of June.']),
    framed(2, ['The customer pays within thirty days of each delivery made.']),
    framed(3, ['Both of the parties sign two copies of this agreement here.']),
  ])

  expect(said(reading, 'paragraph')).toHaveLength(3)
  expect(said(reading, 'running')).toEqual([
    'Supply agreement 2026/17',
    'Confidential - page 1 of 3',
    'Supply agreement 2026/17',
    'Confidential - page 2 of 3',
    'Supply agreement 2026/17',
    'Confidential - page 3 of 3',
  ])
})

test('a paragraph that goes on after a page break is one, and its words are found on their own page', async () => {
  const reading = await read([
    framed(1, ['The supplier delivers forty servers, ten racks and all of the']),
    framed(2, ['cables that are needed to connect them with the rest of it.']),
    framed(3, ['Both of the parties sign two copies of this agreement here.']),
  ])

  const [paragraph] = said(reading, 'paragraph')
  expect(paragraph).toBe(
    'The supplier delivers forty servers, ten racks and all of the cables that are needed to connect them with the rest of it.',
  )
  const start = reading.text.indexOf('cables')
  expect(locate(reading, start, start + 6).page).toBe(2)
})

test('a sentence whose last word on a page wants another goes on, whatever the next page begins with', async () => {
  const reading = await read([
    framed(1, ['The supplier delivers forty servers and all of the cables to']),
    framed(2, ['Northwind Traders before the end of June and is paid on']),
    framed(3, ['30 September of the same year.', 'Both parties sign here.']),
  ])

  expect(said(reading, 'paragraph')[0]).toContain('cables to Northwind Traders before')
  expect(said(reading, 'paragraph')[0]).toContain('is paid on 30 September')
  expect(said(reading, 'running')).toHaveLength(6)
})

test('numbered clauses and lines of label and value stand apart even without white space between them', async () => {
  const reading = await read([
    flow([
      'Contract number: AE-17',
      'Effective date: 16 February 2026',
      '2.1 The supplier delivers the solution design, the configured platform and all',
      'of the customer accounts that the customer names to it in time, so far as clause',
      '4.2 of this agreement does not say otherwise.',
      '2.2 A deliverable is accepted in writing.',
    ]),
  ])

  expect(said(reading, 'paragraph')).toEqual([
    'Contract number: AE-17\nEffective date: 16 February 2026',
    '2.1 The supplier delivers the solution design, the configured platform and all of the customer accounts that the customer names to it in time, so far as clause 4.2 of this agreement does not say otherwise.',
    '2.2 A deliverable is accepted in writing.',
  ])
})

test('cells of a table have addresses, and one that takes two lines stays one cell', async () => {
  const at = (y: number, cells: Record<number, string>): DrawnText[] =>
    Object.entries(cells).map(([x, text]) => ({ text, x: Number(x), y }))
  const reading = await read([
    [
      ...at(700, { 72: 'Payment', 200: 'Due on', 400: 'Amount' }),
      ...at(676, { 72: 'First', 200: 'Acceptance of the', 400: '310,000' }),
      ...at(663, { 200: 'solution design' }),
      ...at(639, { 72: 'Second', 400: '434,000' }),
      ...at(615, { 200: 'Total', 400: '744,000' }),
    ],
  ])

  const cells = reading.blocks.filter(({ kind }) => kind === 'cell')
  expect(cells.map(({ start, end, cell }) => [cell?.address, reading.text.slice(start, end)])).toEqual([
    ['A1', 'Payment'],
    ['B1', 'Due on'],
    ['C1', 'Amount'],
    ['A2', 'First'],
    ['B2', 'Acceptance of the solution design'],
    ['C2', '310,000'],
    ['A3', 'Second'],
    ['C3', '434,000'],
    ['B4', 'Total'],
    ['C4', '744,000'],
  ])
})
