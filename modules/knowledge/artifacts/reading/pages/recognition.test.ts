import fc from 'fast-check'
import { expect, test } from 'vitest'

import { locate } from '../locate.ts'
import { readDocument } from '../read-document.ts'
import { pdfOf, sourceOf } from '../testing/documents.ts'
import { faultsOf } from '../testing/invariants.ts'
import { openPagePictures } from './page-pictures.ts'
import { tiffPages } from './tiff-pages.ts'

const words = 'The supplier delivers forty servers before the end of June.'
const paper = (): Promise<Uint8Array> =>
  pdfOf([
    [
      { text: words, x: 72, y: 600, size: 14 },
      { text: 'Total: EUR 1,240,000', x: 72, y: 560, size: 14 },
    ],
  ])

/** A page drawn, and put into a PDF as a picture: a scan. */
const scanOf = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const pictures = await openPagePictures(bytes)
  const { PDFDocument } = await import('pdf-lib')
  const scan = await PDFDocument.create()
  const picture = await scan.embedPng(await pictures.png(1, 1_700))
  scan.addPage([612, 792]).drawImage(picture, { x: 0, y: 0, width: 612, height: 792 })
  pictures.close()
  return scan.save()
}

test('a page is drawn as a PNG of the wanted width', async () => {
  const pictures = await openPagePictures(await paper())
  const png = Buffer.from(await pictures.png(1, 306))

  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([306, 396])
  await expect(pictures.png(2, 300)).rejects.toMatchObject({ code: 'damaged' })
  pictures.close()
})

test('the text of a scanned page is recognized, and each word has its place on the page', async () => {
  const reading = await readDocument(sourceOf('scan.pdf', await scanOf(await paper())))

  expect(reading.text).toBe(`${words}\n\nTotal: EUR 1,240,000`)
  expect(reading.metadata).toMatchObject({ recognizedPages: '1' })
  expect(Number(reading.metadata['recognitionConfidence'])).toBeGreaterThan(80)
  const start = reading.text.indexOf('1,240,000')
  const [box] = locate(reading, start, start + 9).boxes ?? []
  expect(box?.y).toBeGreaterThan(792 - 560 - 20)
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(792 - 560 + 10)
  expect(faultsOf(reading)).toEqual([])
})

test('a picture is read by recognizing its text', async () => {
  const pictures = await openPagePictures(await paper())
  const reading = await readDocument(sourceOf('photo.png', await pictures.png(1, 1_700)))
  pictures.close()

  expect(reading).toMatchObject({ format: 'image', pages: [{ number: 1, width: 1_700, height: 2_200 }] })
  expect(reading.text).toContain(words)
})

/** Pictures in shades of gray, as PGM, one after the other in a TIFF (6.0, uncompressed, little-endian). */
const tiffOf = (pictures: readonly { pgm: Uint8Array; isPreview?: boolean }[]): Uint8Array => {
  const parts: Buffer[] = [Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0])]
  let at = 8
  for (const [index, { pgm, isPreview = false }] of pictures.entries()) {
    const [, width = 0, height = 0] =
      /^P5\s+(\d+)\s+(\d+)/.exec(Buffer.from(pgm.subarray(0, 40)).toString()) ?? []
    const gray = Buffer.from(pgm.subarray(pgm.length - Number(width) * Number(height)))
    const tags = [
      [254, isPreview ? 1 : 0],
      [256, Number(width)],
      [257, Number(height)],
      [258, 8],
      [259, 1],
      [262, 1],
      [273, at + 2 + 10 * 12 + 4],
      [277, 1],
      [278, Number(height)],
      [279, gray.length],
    ]
    const directory = Buffer.alloc(2 + tags.length * 12 + 4)
    directory.writeUInt16LE(tags.length, 0)
    for (const [place, [tag = 0, value = 0]] of tags.entries()) {
      directory.writeUInt16LE(tag, 2 + place * 12)
      directory.writeUInt16LE(4, 4 + place * 12)
      directory.writeUInt32LE(1, 6 + place * 12)
      directory.writeUInt32LE(value, 10 + place * 12)
    }
    at += directory.length + gray.length
    if (index < pictures.length - 1) directory.writeUInt32LE(at, directory.length - 4)
    parts.push(directory, gray)
  }
  return Buffer.concat(parts)
}

test('of a TIFF every page is read, previews left out, as many as the limit allows', async () => {
  const drawn = async (text: string): Promise<Uint8Array> => {
    const pictures = await openPagePictures(await pdfOf([[{ text, x: 72, y: 600, size: 14 }]]))
    const pgm = await pictures.pgm(1, 2.5)
    pictures.close()
    return pgm
  }
  const [first, second] = [
    await drawn('The first page of the fax.'),
    await drawn('And here is the second one.'),
  ]
  const tiff = tiffOf([{ pgm: first }, { pgm: first, isPreview: true }, { pgm: second }])

  const reading = await readDocument(sourceOf('fax.tif', tiff))
  const limited = await readDocument(
    sourceOf('fax.tif', tiff, { recognition: { languages: 'eng', maxPages: 1 } }),
  )

  expect(reading.text).toContain('The first page of the fax.')
  const from = reading.text.indexOf('And here is the second one.')
  expect(locate(reading, from, from + 8).page).toBe(2)
  expect(reading.metadata).toMatchObject({ recognizedPages: '1, 2' })
  expect(faultsOf(reading)).toEqual([])
  expect(limited.text).not.toContain('second')
  expect(limited.metadata).toMatchObject({ recognizedPages: '1', pagesWithoutText: '2' })
})

test('a TIFF whose pages come back on themselves or lead out of the file ends', () => {
  const looping = Buffer.alloc(64)
  looping.set([0x49, 0x49, 42, 0, 8, 0, 0, 0])
  looping.writeUInt32LE(8, 10)
  const outside = Buffer.from(looping)
  outside.writeUInt32LE(4_000, 10)

  expect([...tiffPages(looping)]).toEqual([looping])
  expect([...tiffPages(outside)]).toEqual([outside])
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (rest, isBig) => {
      const bytes = Uint8Array.from([0x49, 0x49, isBig ? 43 : 42, 0, ...rest])
      for (const page of tiffPages(bytes)) expect(page).toHaveLength(bytes.length)
    }),
  )
})

test('a scan says so where recognition is switched off or its language is missing', async () => {
  const scan = await scanOf(await paper())
  const off = { recognition: { languages: 'eng', maxPages: 0 } }
  await expect(readDocument(sourceOf('scan.pdf', scan, off))).rejects.toMatchObject({ code: 'empty' })
  const missing = { recognition: { languages: 'eng+tlh', maxPages: 5 } }
  await expect(readDocument(sourceOf('scan.pdf', scan, missing))).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringMatching(/tlh\.traineddata/),
  })
  await expect(
    readDocument(sourceOf('photo.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0]))),
  ).rejects.toMatchObject({
    name: 'ReadingError',
  })
})
