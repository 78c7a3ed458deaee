import WordExtractor from 'word-extractor'

import { cellAddress } from '../cell-address.ts'
import { ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'

/**
 * Reads a Word file of before 2007 (DOC): its paragraphs and rows of tables, notes, comments and text boxes at the end,
 * headers and footers as running lines. Such files do not tell headings apart for the library that reads them.
 */
export async function readLegacyWord(source: Source, format: Format): Promise<Reading> {
  const { bytes, limits } = source
  const parts = await new WordExtractor()
    .extract(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    .catch((error: unknown) => {
      if (error instanceof RangeError) throw error
      throw new ReadingError('damaged', undefined, { cause: error })
    })
  const asWritten = { filterUnicode: false }
  const writer = new TextWriter(limits.maxTextChars)
  writeBody(parts.getBody(asWritten), writer)
  for (const text of [
    parts.getFootnotes(asWritten),
    parts.getEndnotes(asWritten),
    parts.getAnnotations(asWritten),
    parts.getTextboxes({ ...asWritten, includeHeadersAndFooters: false }),
  ])
    for (const line of linesOf(text)) writer.block('paragraph', line)
  for (const line of new Set(linesOf(parts.getHeaders(asWritten)))) writer.block('running', line)
  if (writer.length === 0) throw new ReadingError('empty')
  return { text: writer.text, blocks: writer.blocks, metadata: {}, attachments: [], format }
}

function writeBody(body: string, writer: TextWriter): void {
  let table = 0
  let row = -1
  for (const line of linesOf(body)) {
    if (!/\S.*\t/.test(line)) {
      row = -1
      writer.block('paragraph', line)
      continue
    }
    if (row === -1) table += 1
    row += 1
    const sheet = `Table ${table}`
    const at = row
    writer.row(
      line.split('\t').map((text, column) => ({ text, cell: { sheet, address: cellAddress(at, column) } })),
    )
  }
}

function linesOf(text: string): string[] {
  return text.split(/[\n\r\f\v]+/).filter((line) => line.trim() !== '')
}
