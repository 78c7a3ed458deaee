import { expect, test } from 'vitest'

import { locate } from '../locate.ts'
import { readDocument } from '../read-document.ts'
import { pdfOf, rawPdf, sourceOf, utf8, type DrawnText } from '../testing/documents.ts'
import { faultsOf } from '../testing/invariants.ts'

const read = async (bytes: Uint8Array) => readDocument(sourceOf('paper.pdf', bytes))

test('a PDF gives headings and paragraphs with page, title and dates', async () => {
  const bytes = await pdfOf(
    [
      [
        { text: 'Contract of supply', x: 72, y: 700, size: 20 },
        { text: 'The supplier delivers forty servers', x: 72, y: 660 },
        { text: 'before the end of June.', x: 72, y: 646 },
      ],
      [{ text: 'Signed in Lisbon.', x: 72, y: 700 }],
    ],
    { title: 'Supply' },
  )

  const reading = await read(bytes)

  expect(reading.text).toBe(
    'Contract of supply\n\nThe supplier delivers forty servers before the end of June.\n\nSigned in Lisbon.',
  )
  expect(reading.blocks.map(({ kind, level, page }) => [kind, level, page])).toEqual([
    ['heading', 1, 1],
    ['paragraph', undefined, 1],
    ['paragraph', undefined, 2],
  ])
  expect(reading.blocks[1]?.boxes).toHaveLength(2)
  expect(reading.title).toBe('Supply')
  expect(reading.documentDate).toBe('2024-03-02T10:00:00.000Z')
  expect(reading.pages).toEqual([
    { number: 1, width: 612, height: 792 },
    { number: 2, width: 612, height: 792 },
  ])
  expect(faultsOf(reading)).toEqual([])
})

test('a word is located where it was drawn, to within a point', async () => {
  const { PDFDocument, StandardFonts } = await import('pdf-lib')
  const font = await (await PDFDocument.create()).embedFont(StandardFonts.Helvetica)
  const before = 'The total price is '
  const sum = '1,250,000 euros'
  const reading = await read(await pdfOf([[{ text: `${before}${sum} net of tax`, x: 72, y: 500, size: 12 }]]))

  const start = reading.text.indexOf(sum)
  const { page, boxes } = locate(reading, start, start + sum.length)

  expect(page).toBe(1)
  expect(boxes).toHaveLength(1)
  expect(boxes?.[0]?.x).toBeCloseTo(72 + font.widthOfTextAtSize(before, 12), 0)
  expect(boxes?.[0]?.width).toBeCloseTo(font.widthOfTextAtSize(sum, 12), 0)
  expect(boxes?.[0]?.y).toBeCloseTo(792 - 500 - 0.8 * 12, 1)
  expect(boxes?.[0]?.height).toBeCloseTo(12, 1)
})

const line = (side: string, index: number): string =>
  `${side} column line ${index} goes on to its own edge now`

test('two columns are read one after the other, below the title that spans them', async () => {
  const column = (side: string, x: number): DrawnText[] =>
    [1, 2, 3, 4, 5].map((index) => ({ text: line(side, index), x, y: 660 - index * 13, size: 10 }))
  const title = {
    text: 'A title across both of the columns of this page, set in a larger size',
    x: 72,
    y: 700,
    size: 14,
  }

  const { text } = await read(await pdfOf([[title, ...column('Left', 60), ...column('Right', 320)]]))

  const order = [title.text, line('Left', 1), line('Left', 5), line('Right', 1), line('Right', 5)]
  const places = order.map((words) => text.indexOf(words))
  expect(places).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

const row = (y: number, cells: string[]): DrawnText[] =>
  cells.map((text, index) => ({ text, x: 72 + index * 150, y }))

test('short texts side by side are rows of a table, read across', async () => {
  const reading = await read(
    await pdfOf([
      [...row(700, ['Item', 'Price']), ...row(685, ['Disk', '40']), ...row(670, ['Rack', '900'])],
    ]),
  )

  expect(reading.text).toBe('Item\tPrice\nDisk\t40\nRack\t900')
  const cells = reading.blocks.filter(({ kind }) => kind === 'cell')
  expect(cells.map(({ start, end }) => reading.text.slice(start, end))).toEqual([
    'Item',
    'Price',
    'Disk',
    '40',
    'Rack',
    '900',
  ])
  expect(faultsOf(reading)).toEqual([])
})

test('a word cut at the end of a line is whole again where the document also has it whole', async () => {
  const reading = await read(
    await pdfOf([
      [
        { text: 'Everything about migration is written here, and how the migra-', x: 72, y: 700 },
        { text: 'tion of data is to be paid for by a cost-', x: 72, y: 687 },
        { text: 'benefit analysis of the program.', x: 72, y: 674 },
      ],
    ]),
  )

  expect(reading.text).toContain('how the migration of data')
  expect(reading.text).toContain('a cost-benefit analysis')
  expect(faultsOf(reading)).toEqual([])
})

test('on a rotated page places are those of the page as displayed', async () => {
  const reading = await read(await pdfOf([[{ text: 'Sideways', x: 100, y: 200 }]], { rotation: 90 }))

  expect(reading.pages).toEqual([{ number: 1, width: 792, height: 612 }])
  const box = locate(reading, 0, 8).boxes?.[0]
  expect(box?.height).toBeGreaterThan(box?.width ?? Infinity)
  expect(box?.y).toBeCloseTo(100, 0)
})

test('files carried in a PDF are given back', async () => {
  const bytes = await pdfOf([[{ text: 'See attached.', x: 72, y: 700 }]], {
    attach: { name: 'offer.csv', bytes: utf8('a,b') },
  })

  const { attachments } = await read(bytes)

  expect(
    attachments.map(({ filename, bytes: content }) => [filename, new TextDecoder().decode(content)]),
  ).toEqual([['offer.csv', 'a,b']])
})

test('a scan, a protected, a cut off and a hollow PDF each say what to do', async () => {
  await expect(read(await pdfOf([[]]))).rejects.toMatchObject({
    code: 'empty',
    message: expect.stringMatching(/sharper scan/),
  })
  await expect(read(rawPdf(utf8('BT ET'), true))).rejects.toMatchObject({
    code: 'encrypted',
    message: expect.stringMatching(/password/),
  })
  await expect(read(utf8('%PDF-1.7\nnothing follows'))).rejects.toMatchObject({ code: 'damaged' })
})

test.each([
  ['UniGB-UCS2-H', 'GB1', '4F60597D4E16754C', '你好世界'],
  ['90ms-RKSJ-H', 'Japan1', '93FA967B8CEA', '日本語'],
  ['KSCms-UHC-H', 'Korea1', 'C7D1B1B9', '한국'],
])(
  'text in an East Asian font that is not embedded is read by the map %s',
  async (map, order, codes, words) => {
    const stream = `BT /F1 24 Tf 72 700 Td <${codes}> Tj ET`
    const font = `/BaseFont/Song`
    const objects = [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
      `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
      `<</Type/Font/Subtype/Type0${font}/Encoding/${map}/DescendantFonts[6 0 R]>>`,
      `<</Type/Font/Subtype/CIDFontType0${font}/CIDSystemInfo<</Registry(Adobe)/Ordering(${order})/Supplement 2>>/FontDescriptor 7 0 R>>`,
      '<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -200 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/StemV 93>>',
    ].map((object, index) => `${index + 1} 0 obj${object}endobj\n`)

    const { text } = await read(utf8(`%PDF-1.4\n${objects.join('')}trailer<</Root 1 0 R>>\n%%EOF`))

    expect(text).toBe(words)
  },
)
