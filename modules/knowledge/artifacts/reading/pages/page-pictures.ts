import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium'

import { ReadingError } from '../reading-error.ts'
import { gray, writePgm, writePng, type Pixels } from './pixels.ts'

/** Pictures of a PDF's pages. To be closed after use. */
export type PagePictures = {
  /** A page (from 1) as a PNG so many pixels wide. */
  png(page: number, width: number): Promise<Uint8Array>
  /** A page in shades of gray as a PGM at `scale` pixels per point, as text is recognized in it. */
  pgm(page: number, scale: number): Promise<Uint8Array>
  close(): void
}

// A page that claims to be larger is drawn smaller: 40 megapixels are an A4 page at 550 dots per inch.
const mostPixels = 40_000_000

let library: Promise<PDFiumLibrary> | undefined

/** Opens a PDF to draw its pages. Throws {@link ReadingError} `encrypted` or `damaged`. */
export async function openPagePictures(bytes: Uint8Array, password?: string): Promise<PagePictures> {
  library ??= PDFiumLibrary.init()
  const document = await (await library).loadDocument(bytes, password).catch((error: unknown) => {
    const words = error instanceof Error ? error.message : ''
    throw new ReadingError(/password/i.test(words) ? 'encrypted' : 'damaged', undefined, { cause: error })
  })
  return {
    async png(page, width) {
      const { originalWidth, originalHeight } = sizeOf(document, page)
      const scale = within(width / originalWidth, originalWidth, originalHeight)
      return writePng(await draw(document, page, scale))
    },
    async pgm(page, scale) {
      const { originalWidth, originalHeight } = sizeOf(document, page)
      return writePgm(gray(await draw(document, page, within(scale, originalWidth, originalHeight))))
    },
    close: () => document.destroy(),
  }
}

function sizeOf(document: PDFiumDocument, page: number): { originalWidth: number; originalHeight: number } {
  if (page < 1 || page > document.getPageCount()) throw new ReadingError('damaged')
  return document.getPage(page - 1).getOriginalSize()
}

function within(scale: number, width: number, height: number): number {
  return Math.min(scale, Math.sqrt(mostPixels / Math.max(1, width * height)))
}

async function draw(document: PDFiumDocument, page: number, scale: number): Promise<Pixels> {
  const { data, width, height } = await document
    .getPage(page - 1)
    .render({ scale, render: 'bitmap', colorSpace: 'BGRA', renderFormFields: true })
  return { data, width, height }
}
