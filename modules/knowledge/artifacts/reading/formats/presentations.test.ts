import { expect, test } from 'vitest'

import { locate } from '../locate.ts'
import { readDocument } from '../read-document.ts'
import type { Reading } from '../reading.ts'
import { sourceOf } from '../testing/documents.ts'
import { faultsOf } from '../testing/invariants.ts'
import { compoundFileOf, openDocumentOf, pptRecord, presentationOf } from '../testing/office-documents.ts'

const outline = ({ text, blocks }: Reading): [string, number | undefined, string][] =>
  blocks
    .filter(({ kind }) => kind !== 'cell')
    .map(({ kind, page, start, end }) => [kind, page, text.slice(start, end)])

test('slides are pages: the title first, bullets, tables, notes, and footers as running lines', async () => {
  const bytes = presentationOf([
    {
      title: 'Status',
      bullets: ['Design is done', 'Build is late'],
      footer: 'Confidential',
      notes: 'Say sorry.',
    },
    {
      title: 'Cost',
      bullets: [],
      rows: [
        ['Part', 'Price'],
        ['Disk', '40'],
      ],
    },
  ])

  const reading = await readDocument(sourceOf('status.pptx', bytes))

  expect(reading.format).toBe('pptx')
  expect(outline(reading)).toEqual([
    ['heading', 1, 'Status'],
    ['running', 1, 'Confidential'],
    ['list-item', 1, 'Design is done'],
    ['list-item', 1, 'Build is late'],
    ['list-item', 1, 'Say sorry.'],
    ['heading', 2, 'Cost'],
    ['table-row', 2, 'Part\tPrice'],
    ['table-row', 2, 'Disk\t40'],
  ])
  expect(reading.pages).toEqual([
    { number: 1, width: 720, height: 540 },
    { number: 2, width: 720, height: 540 },
  ])
  const price = reading.text.indexOf('40')
  expect(locate(reading, price, price + 2).cells).toEqual([{ sheet: 'Prices', address: 'B2' }])
  const late = reading.text.indexOf('Build')
  expect(locate(reading, late, late + 5)).toEqual({
    page: 1,
    boxes: [{ page: 1, x: 72, y: 36, width: 144, height: 72 }],
  })
  expect(faultsOf(reading)).toEqual([])
})

test('an OpenDocument presentation gives its slides as pages', async () => {
  const slide = (title: string, words: string): string =>
    `<draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>${title}</text:p></draw:text-box></draw:frame><draw:frame><draw:text-box><text:list><text:list-item><text:p>${words}</text:p></text:list-item></text:list></draw:text-box></draw:frame></draw:page>`
  const bytes = openDocumentOf('presentation', slide('Status', 'On time') + slide('Cost', 'Too high'))

  const reading = await readDocument(sourceOf('status.odp', bytes))

  expect(outline(reading)).toEqual([
    ['heading', 1, 'Status'],
    ['list-item', 1, 'On time'],
    ['heading', 2, 'Cost'],
    ['list-item', 2, 'Too high'],
  ])
  expect(faultsOf(reading)).toEqual([])
})

const utf16 = (text: string): Uint8Array => Buffer.from(text, 'utf16le')
const kindOfText = (kind: number): Uint8Array => pptRecord(3_999, Buffer.from(Uint32Array.of(kind).buffer))

test('a presentation of before 2007 gives titles and bullets slide by slide', async () => {
  const texts = Buffer.concat([
    pptRecord(1_011, Buffer.alloc(20)),
    kindOfText(0),
    pptRecord(4_000, utf16('Plan for 2003')),
    kindOfText(1),
    pptRecord(4_008, Buffer.from('First\rSecond', 'latin1')),
    pptRecord(1_011, Buffer.alloc(20)),
    kindOfText(0),
    pptRecord(4_000, utf16('Risks')),
  ])
  const stream = pptRecord(1_000, pptRecord(4_080, texts))

  const reading = await readDocument(sourceOf('plan.ppt', compoundFileOf({ 'PowerPoint Document': stream })))

  expect(outline(reading)).toEqual([
    ['heading', 1, 'Plan for 2003'],
    ['list-item', 1, 'First'],
    ['list-item', 1, 'Second'],
    ['heading', 2, 'Risks'],
  ])
  expect(faultsOf(reading)).toEqual([])
})

test('an encrypted presentation of before 2007 says so', async () => {
  const user = Buffer.alloc(20)
  user.writeUInt32LE(0xf3d1c4df, 12)
  const bytes = compoundFileOf({ 'PowerPoint Document': Buffer.alloc(64), 'Current User': user })

  await expect(readDocument(sourceOf('plan.ppt', bytes))).rejects.toMatchObject({ code: 'encrypted' })
})
