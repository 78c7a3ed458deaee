import { oneLine } from '../clean-text.ts'
import { ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import { RtfDocument } from './rtf-document.ts'
import { rtfTokens } from './rtf-tokens.ts'

/**
 * Reads rich text (RTF 1.9.1): headings by style or outline level, paragraphs, lists, tables with the addresses of
 * their cells, text boxes, footnotes at the end; headers and footers as running lines; text in the code page of its
 * font. Hidden text, pictures and embedded objects are left out.
 */
export async function readRtf(source: Source, format: Format): Promise<Reading> {
  const { bytes, limits } = source
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const writer = new TextWriter(limits.maxTextChars)
  const document = new RtfDocument(writer)
  for (const token of rtfTokens(raw)) document.take(token)
  document.end()
  if (writer.length === 0) throw new ReadingError('empty')
  const metadata: Record<string, string> = {}
  for (const [key, value] of document.info) {
    const words = oneLine(value).slice(0, 1_000)
    if (words !== '' && key !== 'title' && key !== '') metadata[key] = words
  }
  const title = oneLine(document.info.get('title') ?? '').slice(0, 1_000)
  const date = document.dates.get('revtim') ?? document.dates.get('creatim')
  return {
    text: writer.text,
    blocks: writer.blocks,
    ...(title ? { title } : {}),
    ...(date ? { documentDate: date } : {}),
    metadata,
    attachments: [],
    format,
  }
}
