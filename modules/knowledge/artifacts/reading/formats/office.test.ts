import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'

import { locate } from '../locate.ts'
import { readDocument } from '../read-document.ts'
import { docxOf, encryptedOfficeFile, sourceOf, workbookOf } from '../testing/documents.ts'
import { faultsOf } from '../testing/invariants.ts'

const prices = {
  Prices: {
    A1: 'Item',
    B1: 'Price',
    C1: 'From',
    A3: 'Rack',
    B3: { value: 1234.5, format: '#,##0.00 "EUR"' },
    C3: { value: 45_352, format: 'm/d/yy' },
    D3: { value: 0.125, format: '0.0%' },
  },
  Orders: { B2: { value: 123_456_789_012, format: 'General' } },
}

test('a Word document gives its heading, paragraphs and table cells with addresses', async () => {
  const bytes = await docxOf(
    'Plan',
    ['We move in May.'],
    [
      ['Wave', 'Date'],
      ['One', '1 May'],
    ],
  )

  const reading = await readDocument(sourceOf('plan.docx', bytes))

  expect(reading.text).toBe('Plan\n\nWe move in May.\n\nWave\tDate\nOne\t1 May')
  expect(
    reading.blocks.filter(({ kind }) => kind !== 'cell').map(({ kind, level }) => [kind, level]),
  ).toEqual([
    ['heading', 1],
    ['paragraph', undefined],
    ['table-row', undefined],
    ['table-row', undefined],
  ])
  expect(reading.title).toBe('Plan')
  const at = reading.text.indexOf('1 May')
  expect(locate(reading, at, at + 5)).toEqual({ cells: [{ sheet: 'Table 1', address: 'B2' }] })
  expect(faultsOf(reading)).toEqual([])
})

test.each(['xlsx', 'xlsb', 'biff8'] as const)(
  'a workbook (%s) prints cells as seen, each with its address',
  async (type) => {
    const reading = await readDocument(sourceOf('book', workbookOf(prices, type)))

    const cells = reading.blocks.filter(({ kind }) => kind === 'cell')
    const seen = Object.fromEntries(
      cells.map(({ cell, start, end }) => [
        `${cell?.sheet}!${cell?.address}`,
        reading.text.slice(start, end),
      ]),
    )
    expect(seen).toMatchObject({
      'Prices!A1': 'Item',
      'Prices!B3': '1,234.50 EUR',
      'Prices!D3': '12.5%',
      'Orders!B2': '123456789012',
      'Prices!C3': '2024-03-01',
    })
    expect(
      reading.blocks
        .filter(({ kind }) => kind === 'heading')
        .map(({ start, end }) => reading.text.slice(start, end)),
    ).toEqual(['Prices', 'Orders'])
    expect(faultsOf(reading)).toEqual([])
  },
)

test('in a table of a Word document, what stands beside merged cells keeps its address', async () => {
  const cell = (text: string, rowSpan = 1): TableCell =>
    new TableCell({ children: [new Paragraph(text)], rowSpan })
  const table = new Table({
    rows: [
      new TableRow({ children: [cell('Hosting', 2), cell('2025'), cell('100')] }),
      new TableRow({ children: [cell('2026'), cell('120')] }),
    ],
  })
  const bytes = await Packer.toBuffer(new Document({ sections: [{ children: [table] }] }))

  const reading = await readDocument(sourceOf('costs.docx', Uint8Array.from(bytes)))

  const at = reading.text.indexOf('120')
  expect(locate(reading, at, at + 3).cells).toEqual([{ sheet: 'Table 1', address: 'C2' }])
})

test('an OpenDocument spreadsheet gives its cells with addresses', async () => {
  const reading = await readDocument(sourceOf('book.ods', workbookOf({ Costs: { B2: 'Rack' } }, 'ods')))

  expect(reading.format).toBe('ods')
  expect(reading.blocks.at(-1)?.cell).toEqual({ sheet: 'Costs', address: 'B2' })
})

test('a cell at the far end of an empty sheet costs nothing', async () => {
  const files = unzipSync(workbookOf({ Far: { A1: 'here' } }))
  const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  files['xl/worksheets/sheet1.xml'] = strToU8(
    sheet.replaceAll('A1', 'XFD1048576').replace('<row r="1"', '<row r="1048576"'),
  )

  const reading = await readDocument(sourceOf('far.xlsx', zipSync(files)))

  expect(reading.blocks.at(-1)?.cell).toEqual({ sheet: 'Far', address: 'XFD1048576' })
})

test('an encrypted Office file asks for a copy without password', async () => {
  await expect(readDocument(sourceOf('secret.docx', encryptedOfficeFile()))).rejects.toMatchObject({
    code: 'encrypted',
  })
})

test('a damaged Word document is refused, an empty one too', async () => {
  const bytes = await docxOf('Plan', ['We move in May.'], [])
  await expect(readDocument(sourceOf('plan.docx', bytes.slice(0, bytes.length / 2)))).rejects.toMatchObject({
    code: 'damaged',
  })
  const files = unzipSync(bytes)
  files['word/document.xml'] = strToU8('<w:document><w:body>')
  await expect(readDocument(sourceOf('plan.docx', zipSync(files)))).rejects.toMatchObject({
    code: expect.stringMatching(/damaged|empty/),
  })
})

test('files embedded in a Word document are given back under a bare name', async () => {
  const files = unzipSync(await docxOf('Plan', ['See the sheet.'], []))
  files['word/embeddings/costs.xlsx'] = Uint8Array.from(workbookOf(prices))

  const { attachments } = await readDocument(sourceOf('plan.docx', zipSync(files)))

  expect(attachments.map(({ filename }) => filename)).toEqual(['costs.xlsx'])
})
