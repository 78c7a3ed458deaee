import { ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { meanConfidence, placedWords } from '../pages/recognized-text.ts'
import { recognize } from '../pages/recognizer.ts'
import { tiffPages } from '../pages/tiff-pages.ts'
import type { PlacedText } from './pdf-glyphs.ts'
import { layOutPages } from './pdf-layout.ts'

/**
 * Reads a picture (PNG, JPEG, TIFF with all its pages, WebP, BMP, GIF) by recognizing its text; words have their place
 * on the picture, whose pixels count as points. `metadata.recognitionConfidence` says how sure the text is, from 0 to
 * 100; pages beyond the limit of recognition are named in `metadata.pagesWithoutText`.
 */
export async function readImage(source: Source, format: Format): Promise<Reading> {
  const { recognition, maxTextChars } = source.limits
  if (recognition.maxPages === 0)
    throw new ReadingError(
      'unsupported',
      'Text recognition is switched off here, so that pictures cannot be read.',
    )
  const { texts, pages, sure, left } = await recognizedPages(source)
  const writer = layOutPages(texts, pages, [], maxTextChars)
  if (writer.length === 0)
    throw new ReadingError(
      'empty',
      'No text could be recognized in this picture. Upload a sharper or larger one.',
    )
  const read = texts.flatMap((each, index) => (each.length > 0 ? [index + 1] : []))
  const silent = [...pages.map(({ number }) => number), ...left].filter((page) => !read.includes(page))
  return {
    text: writer.text,
    blocks: writer.blocks,
    metadata: {
      recognizedPages: read.join(', '),
      recognitionConfidence: (sure.reduce((sum, each) => sum + each, 0) / sure.length).toFixed(0),
      ...(silent.length > 0 ? { pagesWithoutText: silent.join(', ') } : {}),
    },
    attachments: [],
    format,
    pages,
    runs: writer.runs,
  }
}

interface RecognizedPages {
  texts: PlacedText[][]
  pages: { number: number; width: number; height: number }[]
  /** how sure the text of each page with text is, from 0 to 100 */
  sure: number[]
  /** numbers of pages beyond the limit */
  left: number[]
}

async function recognizedPages({ bytes, limits, onProgress }: Source): Promise<RecognizedPages> {
  const { recognition } = limits
  const found: RecognizedPages = { texts: [], pages: [], sure: [], left: [] }
  let number = 0
  for (const page of tiffPages(bytes)) {
    number += 1
    if (number > recognition.maxPages) {
      found.left.push(number)
      continue
    }
    const recognized = await recognize(page, recognition)
    const texts = placedWords(recognized, 1)
    const { width, height } = recognized
    found.texts.push(texts)
    found.pages.push({ number, width, height })
    if (texts.length > 0) found.sure.push(meanConfidence(recognized.words))
    onProgress({ done: number, total: number, unit: 'page' })
  }
  return found
}
