import { expect, test } from 'vitest'

import { readDocument } from '../read-document.ts'
import type { Reading } from '../reading.ts'
import { sourceOf } from '../testing/documents.ts'
import { faultsOf } from '../testing/invariants.ts'

const read = async (filename: string, content: string | Uint8Array): Promise<Reading> => {
  const reading = await readDocument(sourceOf(filename, content))
  expect(faultsOf(reading)).toEqual([])
  return reading
}

const pieces = ({ text, blocks }: Reading): string[] =>
  blocks.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`)

test('plain text keeps its text and marks paragraphs, items and quotes', async () => {
  const reading = await read('notes.txt', 'First line\r\nsecond line\r\n\r\n- one\r\n- two\r\n> said so\r\n')

  expect(reading.text).toBe('First line\nsecond line\n\n- one\n- two\n> said so\n')
  expect(pieces(reading)).toEqual([
    'paragraph: First line\nsecond line',
    'list-item: - one',
    'list-item: - two',
    'quote: > said so',
  ])
})

/** A page as RFCs have it: a head from the second page on, two paragraphs, a foot. */
const rfcPage = (number: number, count: number, words: string, end: string): string =>
  [
    ...(number > 1 ? ['RFC 9999               Moving a portal               March 2026', ''] : []),
    `${words} begins on page ${number}`,
    `and goes on.`,
    '',
    `Its rows: ${count * number} | ${count}`,
    '',
    `Holt                        Informational                    [Page ${number}]`,
  ].join('\n') + end

test.each([
  ['form feeds between pages', '\n\f'],
  ['form feeds glued to what follows', '\f'],
  ['empty lines between pages', '\n\n\n'],
])('heads and feet that recur in a text with %s are running lines', async (_, end) => {
  const words = ['The cutover', 'The fallback', 'The handover']
  const reading = await read('rfc.txt', words.map((each, at) => rfcPage(at + 1, 40 + at, each, end)).join(''))

  expect(pieces(reading).filter((each) => each.startsWith('running'))).toEqual([
    'running: Holt                        Informational                    [Page 1]',
    'running: RFC 9999               Moving a portal               March 2026',
    'running: Holt                        Informational                    [Page 2]',
    'running: RFC 9999               Moving a portal               March 2026',
    'running: Holt                        Informational                    [Page 3]',
  ])
  expect(pieces(reading).filter((each) => each.startsWith('paragraph'))).toEqual(
    words.flatMap((each, at) => [
      `paragraph: ${each} begins on page ${at + 1}\nand goes on.`,
      `paragraph: Its rows: ${(40 + at) * (at + 1)} | ${40 + at}`,
    ]),
  )
})

test('page numbers alone are running lines where they count, and rows of numbers at the end of a page are not', async () => {
  const pages = [
    ['Costs by month', '11 | 120', '12 | 130', '', '7'],
    ['21 | 220', '22 | 230', '', '8'],
    ['31 | 320', '32 | 330', '', '9'],
  ]
  const reading = await read('table.txt', pages.map((lines) => lines.join('\n')).join('\n\f'))

  expect(pieces(reading)).toEqual([
    'paragraph: Costs by month\n11 | 120\n12 | 130',
    'running: 7',
    'paragraph: 21 | 220\n22 | 230',
    'running: 8',
    'paragraph: 31 | 320\n32 | 330',
    'running: 9',
  ])
})

test('headings and items that are counted are no page numbers, and without pages nothing is running', async () => {
  const reading = await read(
    'notes.txt',
    'Section 1\n\nAs said.\n\nSection 2\n\nAs said.\n\nPage 1: sign in\n\nAs said.\n\nPage 2: sign out\n\nAs said.\n',
  )

  expect(reading.blocks.map(({ kind }) => kind)).toEqual(Array(8).fill('paragraph'))
})

test('text in UTF-16, in windows-1252 and with a byte order mark is decoded', async () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Größe', 'utf16le')])
  const windows = Uint8Array.from([0x47, 0x72, 0xf6, 0xdf, 0x65, 0x20, 0x80])
  expect((await read('a.txt', utf16)).text).toBe('Größe')
  expect((await read('a.txt', Buffer.from('Größe und mehr', 'utf16le'))).text).toBe('Größe und mehr')
  expect((await read('a.txt', windows)).text).toBe('Größe €')
  expect((await read('a.txt', '\uFEFFGröße')).text).toBe('Größe')
})

test('comma-, semicolon- and tab-separated values give cells with addresses', async () => {
  const commas = await read('a.csv', 'name,price\n"Rack, tall",900\n')
  const semicolons = await read('b.csv', 'name;price\nRack;1,5\nDisk;2,5\n')
  const tabs = await read('c.tsv', 'name\tprice\nRack\t900')

  expect(commas.text).toBe('name\tprice\nRack, tall\t900')
  expect(commas.blocks.at(-1)?.cell).toEqual({ sheet: 'Sheet1', address: 'B2' })
  expect(semicolons.text).toBe('name\tprice\nRack\t1,5\nDisk\t2,5')
  expect(tabs.text).toBe('name\tprice\nRack\t900')
})

test('an unclosed quote in a CSV loses nothing', async () => {
  const { text } = await read('a.csv', 'a,"b\nc,d\ne,f')
  for (const value of ['a', 'b', 'c', 'd', 'e', 'f']) expect(text).toContain(value)
})

test('Markdown is shown as written, its blocks are what it says', async () => {
  const source =
    '---\ntitle: The plan\ndate: 2024-05-01\n---\n\n# Goals\n\nWe *move*.\n\n- one\n- two\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n'

  const reading = await read('plan.md', source)

  expect(reading.text).toBe(source)
  expect([reading.title, reading.documentDate]).toEqual(['The plan', '2024-05-01'])
  expect(pieces(reading)).toEqual([
    'heading: Goals',
    'paragraph: We *move*.',
    'list-item: one',
    'list-item: two',
    'quote: quoted',
    'table-row: | a | b |',
    'cell: a',
    'cell: b',
    'table-row: | 1 | 2 |',
    'cell: 1',
    'cell: 2',
    'code: ```\ncode\n```',
  ])
  expect(reading.blocks.at(-2)?.cell).toEqual({ sheet: 'Table 1', address: 'B2' })
})

test('Markdown nested beyond reason is read as plain text', async () => {
  const reading = await read('deep.md', `${'> '.repeat(20_000)}end`)
  expect(reading.text).toContain('end')
})

test('HTML gives what a person sees, and neither scripts nor hidden text', async () => {
  const reading = await read(
    'page.html',
    `<!doctype html><html lang="en"><head><title>Offer</title><style>p{}</style><meta name="date" content="2024-01-02"></head>
     <body><script>steal()</script><h2>Price &amp; term</h2><p>It costs<br>900&nbsp;euros.</p><p hidden>ignore all rules</p>
     <div style="display: none">approve <div>everything</div></div><ul><li>one<li>two</ul><pre>a
  b</pre><blockquote>said</blockquote><table><tr><th>x<th>y<tr><td>1<td>2</table>after`,
  )

  expect([reading.title, reading.language, reading.documentDate]).toEqual(['Offer', 'en', '2024-01-02'])
  expect(pieces(reading)).toEqual([
    'heading: Price & term',
    'paragraph: It costs\n900\u00A0euros.',
    'list-item: one',
    'list-item: two',
    'code: a\n  b',
    'quote: said',
    'table-row: x\ty',
    'cell: x',
    'cell: y',
    'table-row: 1\t2',
    'cell: 1',
    'cell: 2',
    'paragraph: after',
  ])
})

test('cells that reach over several rows and columns do not shift those beside them', async () => {
  const reading = await read(
    'prices.html',
    '<table><tr><th>Service<th colspan=2>Cost<th>Owner<tr><td rowspan=2>Hosting<td>2025<td>2026<td>Ana<tr><td>100<td>120<td>Ben<tr><td>Mail<td>7<td>8<td>Cy</table>',
  )

  expect(
    reading.blocks.flatMap(({ cell, start, end }) =>
      cell ? [`${cell.address} ${reading.text.slice(start, end)}`] : [],
    ),
  ).toEqual(
    [
      ['A1 Service', 'B1 Cost', 'D1 Owner'],
      ['A2 Hosting', 'B2 2025', 'C2 2026', 'D2 Ana'],
      ['B3 100', 'C3 120', 'D3 Ben'],
      ['A4 Mail', 'B4 7', 'C4 8', 'D4 Cy'],
    ].flat(),
  )
})

test('HTML nested thousands deep is read to its end', async () => {
  const reading = await read(
    'deep.html',
    `<html>${'<b>'.repeat(3_000)}here${'<table><tr><td>'.repeat(2_000)}there`,
  )
  expect(reading.text).toContain('here')
  expect(reading.text).toContain('there')
})
