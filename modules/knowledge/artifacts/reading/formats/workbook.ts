import { read, type CellObject, type WorkBook } from '@e965/xlsx'
import { zipSync } from 'fflate'

import { cellAddress } from '../cell-address.ts'
import { ReadingError } from '../reading-error.ts'
import type { Attachment, Format, Reading, Source } from '../reading.ts'
import { TextWriter, type CellText } from '../text-writer.ts'
import { listZip, unzip } from '../zip-archive.ts'
import { readLargeWorkbook } from './large-workbook.ts'
import { drawnTexts, embeddedFiles } from './office-package.ts'

/**
 * Reads a workbook (XLSX, XLSM, XLSB, XLS, ODS): each sheet's name as a heading, each row with its filled cells
 * and their addresses, comments on cells after their sheet, text boxes and diagrams at the end. Values are printed by the cell's own number format;
 * formulas by the value last computed; nothing is computed or fetched. Dates in the format that each country's
 * Excel shows differently (number format 14) are printed as ISO 8601. Hidden sheets are read and named in
 * `metadata.hiddenSheets`.
 */
export async function readWorkbook(source: Source, format: Format): Promise<Reading> {
  if (isLarge(source, format)) return readLargeWorkbook(source, format)
  const { bytes, attachments, drawn } = prepare(source, format)
  const workbook = open(bytes, source.password)
  const writer = new TextWriter(source.limits.maxTextChars)
  let filled = 0
  for (const [index, name] of workbook.SheetNames.entries()) {
    filled += writeSheet(workbook, name, writer)
    source.onProgress({ done: index + 1, total: workbook.SheetNames.length, unit: 'sheet' })
  }
  for (const words of drawn) if (writer.block('paragraph', words)) filled += 1
  if (filled === 0 && attachments.length === 0) throw new ReadingError('empty')
  return { text: writer.text, blocks: writer.blocks, ...facts(workbook), attachments, format }
}

// Text boxes, SmartArt and the titles of charts; numbers of charts stand in the sheets.
const drawings = /^xl\/(?:drawings\/drawing|diagrams\/data|charts\/chart)[^/]*\.xml$/

// The parser of whole workbooks takes about ten times the size of their sheets.
const largeSheets = 32 * 1024 * 1024

function isLarge({ bytes }: Source, format: Format): boolean {
  if (format !== 'xlsx' && format !== 'xlsm') return false
  const sheets = listZip(bytes, Infinity).filter(({ name }) =>
    /^xl\/(?:worksheets\/[^/]+|sharedStrings)\.xml$/i.test(name),
  )
  return sheets.reduce((sum, { size }) => sum + size, 0) > largeSheets
}

// Zipped formats are unpacked here under limits and handed on without compression, so that no parser inflates
// what was not measured; pictures are left behind.
function prepare(
  source: Source,
  format: Format,
): { bytes: Uint8Array; attachments: Attachment[]; drawn: string[] } {
  if (format === 'xls') return { bytes: source.bytes, attachments: [], drawn: [] }
  const { maxUnzippedBytes } = source.limits
  const entries = listZip(source.bytes, maxUnzippedBytes)
  const files = unzip(
    source.bytes,
    entries,
    maxUnzippedBytes,
    (name) => !/^(?:xl\/media|Pictures)\//i.test(name),
  )
  return {
    bytes: zipSync(Object.fromEntries(files), { level: 0 }),
    attachments: embeddedFiles(files),
    drawn: drawnTexts(files, drawings),
  }
}

function open(bytes: Uint8Array, password: string | undefined): WorkBook {
  try {
    const unused = { cellHTML: false, cellFormula: false, bookVBA: false, sheetStubs: false }
    const secret = password === undefined ? {} : { password }
    return read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      dateNF: 'yyyy-mm-dd',
      ...secret,
      ...unused,
    })
  } catch (error) {
    if (error instanceof RangeError) throw error
    const words = error instanceof Error ? error.message : ''
    if (/password|encrypt/i.test(words)) throw new ReadingError('encrypted')
    throw new ReadingError('damaged', undefined, { cause: error })
  }
}

function writeSheet(workbook: WorkBook, name: string, writer: TextWriter): number {
  const rows: (CellObject[] | undefined)[] = workbook.Sheets[name]?.['!data'] ?? []
  const comments: CellText[] = []
  let filled = 0
  let titled = false
  // forEach leaves the holes of sparse rows out: one cell at the far end costs nothing.
  rows.forEach((row, rowIndex) => {
    const cells: CellText[] = []
    row?.forEach((cell, column) => {
      const place = { sheet: name, address: cellAddress(rowIndex, column) }
      const text = printed(cell)
      if (text.trim() !== '') cells.push({ text, cell: place })
      for (const comment of cell.c ?? []) {
        const words = (comment.t ?? '').trim()
        if (words !== '') comments.push({ text: `${place.address}: ${words}`, cell: place })
      }
    })
    if (cells.length === 0) return
    if (!titled) writer.block('heading', name, { level: 2 })
    titled = true
    filled += cells.length
    writer.row(cells)
  })
  for (const comment of comments) writer.row([comment])
  return filled + comments.length
}

/** A cell as a person sees it. */
function printed(cell: CellObject): string {
  // The General format shortens long whole numbers to 1.23E+11; order and telephone numbers must stay whole.
  if (
    cell.t === 'n' &&
    typeof cell.v === 'number' &&
    Number.isSafeInteger(cell.v) &&
    /^-?\d(\.\d+)?E\+\d+$/.test(cell.w ?? '')
  ) {
    if (cell.z === undefined || cell.z === 'General') return String(cell.v)
  }
  if (cell.w !== undefined) return cell.w
  if (cell.v === undefined) return ''
  if (typeof cell.v === 'boolean') return cell.v ? 'TRUE' : 'FALSE'
  return cell.v instanceof Date ? cell.v.toISOString() : String(cell.v)
}

function facts(
  workbook: WorkBook,
): Pick<Reading, 'metadata'> & Partial<Pick<Reading, 'title' | 'documentDate'>> {
  const said: Record<string, unknown> = { ...workbook.Props }
  const metadata: Record<string, string> = {}
  const words = (key: string): string => {
    const value = said[key]
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString()
    return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim().slice(0, 1_000) : ''
  }
  for (const key of ['Author', 'Subject', 'Keywords', 'Comments', 'Company', 'LastAuthor']) {
    if (words(key) !== '') metadata[key.charAt(0).toLowerCase() + key.slice(1)] = words(key)
  }
  const [created, modified] = [words('CreatedDate'), words('ModifiedDate')]
  if (created !== '') metadata['created'] = created
  if (modified !== '') metadata['modified'] = modified
  const hidden = (workbook.Workbook?.Sheets ?? [])
    .filter((sheet) => sheet.Hidden)
    .map((sheet) => sheet.name ?? '')
  if (hidden.length > 0) metadata['hiddenSheets'] = hidden.join(', ')
  const date = modified || created
  return {
    metadata,
    ...(words('Title') ? { title: words('Title') } : {}),
    ...(date ? { documentDate: date } : {}),
  }
}
