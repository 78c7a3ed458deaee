import WordExtractor from 'word-extractor'

import { cellAddress } from '../cell-address.ts'
import { ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import { openCompoundFile } from './compound-file.ts'

/**
 * Reads a Word file of before 2007 (DOC): its paragraphs and rows of tables, notes, comments and text boxes at the end,
 * headers and footers as running lines. Such files do not tell headings apart for the library that reads them. Throws
 * `encrypted` for one with a password, which the library cannot open.
 */
export async function readLegacyWord(source: Source, format: Format): Promise<Reading> {
  const { bytes, limits } = source
  if (isEncrypted(bytes)) throw new ReadingError('encrypted')
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

// Of the flags of the file's information block the one for encryption or obfuscation (MS-DOC 2.5.2, fEncrypted).
function isEncrypted(bytes: Uint8Array): boolean {
  const stream = openCompoundFile(bytes).stream('/WordDocument')
  if (!stream || stream.length < 12) return false
  return (new DataView(stream.buffer, stream.byteOffset).getUint16(10, true) & 0x0100) !== 0
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
