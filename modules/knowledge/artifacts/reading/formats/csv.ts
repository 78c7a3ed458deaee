import { parse } from 'csv-parse/sync'

import { cellAddress } from '../cell-address.ts'
import { decodeText } from '../decode-text.ts'
import { ReadingError } from '../reading-error.ts'
import type { Format, Reading, Source } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'

const sheet = 'Sheet1'
const delimiters = [',', ';', '\t', '|'] as const

/**
 * Reads comma- and tab-separated values (RFC 4180, and what programs really write). The text holds the values
 * without their quotes; the delimiter is found from the data, or from Excel's `sep=` line.
 */
export async function readCsv(source: Source, format: Format): Promise<Reading> {
  const { text, encoding } = decodeText(source.bytes)
  if (text.trim() === '') throw new ReadingError('empty')
  const told = /^sep=(.)\r?\n/i.exec(text)
  const body = told ? text.slice(told[0].length) : text
  const delimiter = told?.[1] ?? (format === 'tsv' ? '\t' : findDelimiter(body))
  const writer = new TextWriter(source.limits.maxTextChars)
  const firstRow = told ? 1 : 0
  for (const [index, row] of parseRows(body, delimiter).entries()) {
    const cells = row.map((value, column) => ({
      text: value,
      cell: { sheet, address: cellAddress(firstRow + index, column) },
    }))
    writer.row(cells)
  }
  if (writer.length === 0) throw new ReadingError('empty')
  const metadata = { encoding, delimiter: delimiter === '\t' ? 'tab' : delimiter }
  return { text: writer.text, blocks: writer.blocks, metadata, attachments: [], format }
}

function parseRows(text: string, delimiter: string): string[][] {
  const options = {
    delimiter,
    relax_column_count: true,
    skip_empty_lines: false,
    record_delimiter: ['\r\n', '\n', '\r'],
  }
  try {
    return parse(text, { ...options, relax_quotes: true })
  } catch {
    // A quote that is opened and never closed would swallow the rest: quotes are then ordinary characters.
    return parse(text, { ...options, quote: null })
  }
}

/** The delimiter that gives the first lines the most even number of columns, the comma where none is better. */
function findDelimiter(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .slice(0, 50)
  const filled = lines.filter((line) => line.trim() !== '')
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const counts = filled.map((line) => line.split(delimiter).length - 1)
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
    if (usual === 0) continue
    const even = counts.filter((count) => count === usual).length / counts.length
    const score = even + Math.min(usual, 20) / 100
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}
