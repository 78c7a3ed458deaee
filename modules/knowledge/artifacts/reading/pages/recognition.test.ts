import { expect, test } from 'vitest'

import { locate } from '../locate.ts'
import { readDocument } from '../read-document.ts'
import { pdfOf, sourceOf } from '../testing/documents.ts'
import { faultsOf } from '../testing/invariants.ts'
import { openPagePictures } from './page-pictures.ts'

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
