import { openPagePictures } from '../pages/page-pictures.ts'
import { meanConfidence, placedWords } from '../pages/recognized-text.ts'
import { recognize } from '../pages/recognizer.ts'
import type { Source } from '../reading.ts'
import type { PlacedText } from './pdf-glyphs.ts'

// Pixels per point: 250 dots per inch, of which Tesseract reads print of 8 points well.
const scale = 250 / 72

/** What was recognized on pages that hold no text of their own. */
export type RecognizedPages = {
  /** texts by number of page; pages on which nothing was recognized are left out */
  texts: ReadonlyMap<number, PlacedText[]>
  /** how sure the text is in the mean, from 0 to 100 */
  confidence: number
}

/**
 * Recognizes the text of a PDF's pages without text, as many as the limits allow. A page that cannot be drawn is left
 * out.
 */
export async function recognizePages(
  source: Source,
  pages: readonly number[],
  total: number,
): Promise<RecognizedPages> {
  const { recognition } = source.limits
  const texts = new Map<number, PlacedText[]>()
  let sum = 0
  if (pages.length === 0 || recognition.maxPages === 0) return { texts, confidence: 0 }
  const pictures = await openPagePictures(source.bytes, source.password).catch(() => undefined)
  if (!pictures) return { texts, confidence: 0 }
  try {
    for (const page of pages.slice(0, recognition.maxPages)) {
      const picture = await pictures.pgm(page, scale).catch(() => undefined)
      const recognized = picture && (await recognize(picture, recognition))
      const placed = recognized ? placedWords(recognized, 1 / scale) : []
      if (recognized && placed.length > 0) {
        texts.set(page, placed)
        sum += meanConfidence(recognized.words)
      }
      source.onProgress({ done: page, total, unit: 'page' })
    }
  } finally {
    pictures.close()
  }
  return { texts, confidence: texts.size === 0 ? 0 : sum / texts.size }
}
