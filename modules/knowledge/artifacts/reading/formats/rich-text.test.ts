import { expect, test } from 'vitest'

import { readDocument } from '../read-document.ts'
import type { Reading } from '../reading.ts'
import { sourceOf } from '../testing/documents.ts'
import { faultsOf } from '../testing/invariants.ts'
import { compoundFileOf, openDocumentOf } from '../testing/office-documents.ts'

const read = async (name: string, bytes: Uint8Array | string): Promise<Reading> => {
  const reading = await readDocument(sourceOf(name, bytes))
  expect(faultsOf(reading)).toEqual([])
  return reading
}

const outline = ({ text, blocks }: Reading): [string, string][] =>
  blocks.filter(({ kind }) => kind !== 'cell').map(({ kind, start, end }) => [kind, text.slice(start, end)])

test('rich text gives headings by style, lists, tables with addresses, notes, and footers as running lines', async () => {
  const reading = await read(
    'note.rtf',
    String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\stylesheet{\s0 Normal;}{\s1 heading 1;}}{\info{\title Plan}{\creatim\yr2024\mo3\dy1}}
{\footer\pard Page one\par}
\pard\s1 Scope\par
\pard We move the {\b portal}{\v hidden}.{\footnote\pard See annex.}\par
\pard{\listtext\'b7\tab}First\par
\pard{\listtext 2.\tab}Second\par
\trowd\pard\intbl Part\cell Price\cell\row\trowd\pard\intbl Disk\cell 40 \'80\cell\row
\pard Done.\par}`,
  )

  expect(outline(reading)).toEqual([
    ['running', 'Page one'],
    ['heading', 'Scope'],
    ['paragraph', 'We move the portal.'],
    ['list-item', 'First'],
    ['list-item', '2. Second'],
    ['table-row', 'Part\tPrice'],
    ['table-row', 'Disk\t40 €'],
    ['paragraph', 'Done.'],
    ['paragraph', 'See annex.'],
  ])
  expect(reading.blocks.filter(({ kind }) => kind === 'cell').map(({ cell }) => cell?.address)).toEqual([
    'A1',
    'B1',
    'A2',
    'B2',
  ])
  expect(reading.title).toBe('Plan')
  expect(reading.documentDate).toBe('2024-03-01')
})

test('rich text is decoded by the character set of its font, and Unicode leaves out what stands in for it', async () => {
  const reading = await read(
    'note.rtf',
    String.raw`{\rtf1\ansi{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset128 Mincho;}}\uc1\f1 \'c4\'ee\'e3\'ee\'e2\'ee\'f0 \f2 \'8c\'5f\'96\'f1 \f0 \u8364?5\u-10179?\u-8704?\par}`,
  )

  expect(reading.text).toBe('Договор 契約 €5😀')
})

test('OpenDocument text gives headings, lists, tables and comments, and leaves deleted text out', async () => {
  const reading = await read(
    'note.odt',
    openDocumentOf(
      'text',
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>Old words</text:p></text:deletion></text:changed-region></text:tracked-changes>' +
        '<text:h text:outline-level="2">Scope</text:h><text:p>We<text:s text:c="2"/>move<text:line-break/>on.</text:p>' +
        '<text:list><text:list-item><text:p>First</text:p></text:list-item></text:list>' +
        '<table:table><table:table-row><table:table-cell><text:p>Part</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>40</text:p></table:table-cell></table:table-row></table:table>',
      {
        'styles.xml':
          '<office:document-styles><style:footer><text:p>Page one</text:p></style:footer></office:document-styles>',
        'meta.xml':
          '<office:document-meta><office:meta><dc:title>Plan</dc:title><dc:date>2024-03-01T10:00:00</dc:date></office:meta></office:document-meta>',
      },
    ),
  )

  expect(reading.format).toBe('odt')
  expect(outline(reading)).toEqual([
    ['heading', 'Scope'],
    ['paragraph', 'We move\non.'],
    ['list-item', 'First'],
    ['table-row', 'Part\t40'],
    ['running', 'Page one'],
  ])
  expect(reading.blocks.filter(({ kind }) => kind === 'cell').map(({ cell }) => cell?.address)).toEqual([
    'A1',
    'D1',
  ])
  expect(reading.title).toBe('Plan')
})

test('an encrypted OpenDocument file and a Word file of before 2007 that is cut off say what to do', async () => {
  const encrypted = openDocumentOf('text', '', {
    'META-INF/manifest.xml': '<manifest:manifest><manifest:encryption-data/></manifest:manifest>',
  })
  await expect(readDocument(sourceOf('a.odt', encrypted))).rejects.toMatchObject({ code: 'encrypted' })
  const cut = compoundFileOf({ WordDocument: Buffer.alloc(64) })
  await expect(readDocument(sourceOf('a.doc', cut))).rejects.toMatchObject({ code: 'damaged' })
  const locked = Buffer.alloc(64)
  locked.writeUInt16LE(0x0100, 10)
  const secret = compoundFileOf({ WordDocument: locked })
  await expect(readDocument(sourceOf('a.doc', secret))).rejects.toMatchObject({ code: 'encrypted' })
})
