import { ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { meanConfidence, placedWords } from '../pages/recognized-text.ts'
import { recognize } from '../pages/recognizer.ts'
import { layOutPages } from './pdf-layout.ts'

/**
 * Reads a picture (PNG, JPEG, TIFF, WebP, BMP, GIF) by recognizing its text; words have their place on the picture, whose
 * pixels count as points. `metadata.recognitionConfidence` says how sure the text is, from 0 to 100.
 */
export async function readImage(source: Source, format: Format): Promise<Reading> {
  const { recognition, maxTextChars } = source.limits
  if (recognition.maxPages === 0)
    throw new ReadingError(
      'unsupported',
      'Text recognition is switched off here, so that pictures cannot be read.',
    )
  const recognized = await recognize(source.bytes, recognition)
  const texts = placedWords(recognized, 1)
  const { width, height } = recognized
  const writer = layOutPages([texts], [{ number: 1, width, height }], [], maxTextChars)
  if (writer.length === 0)
    throw new ReadingError(
      'empty',
      'No text could be recognized in this picture. Upload a sharper or larger one.',
    )
  return {
    text: writer.text,
    blocks: writer.blocks,
    metadata: {
      recognizedPages: '1',
      recognitionConfidence: meanConfidence(recognized.words).toFixed(0),
    },
    attachments: [],
    format,
    pages: [{ number: 1, width, height }],
    runs: writer.runs,
  }
}
