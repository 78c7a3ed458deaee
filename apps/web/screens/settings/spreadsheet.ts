import { read, utils, write } from '@e965/xlsx'

/** The first sheet of a workbook as CSV, as the server reads it. Dates are written as `2026-03-01`. */
export function csvOfWorkbook(bytes: ArrayBuffer): string {
  const book = read(bytes, { cellDates: true, dateNF: 'yyyy-mm-dd' })
  const sheet = book.Sheets[book.SheetNames[0] ?? '']
  return sheet ? utils.sheet_to_csv(sheet, { blankrows: false, dateNF: 'yyyy-mm-dd' }) : ''
}

/** CSV as a workbook with one sheet; every cell stays the text that it is, so that nothing turns into a formula. */
export function workbookOfCsv(csv: string, sheetName: string): ArrayBuffer {
  const parsed = read(csv, { type: 'string', raw: true })
  const book = utils.book_new()
  const sheet = parsed.Sheets[parsed.SheetNames[0] ?? '']
  if (sheet) utils.book_append_sheet(book, sheet, sheetName.slice(0, 31))
  return write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer
}
