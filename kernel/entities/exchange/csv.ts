import { CsvError, parse } from 'csv-parse/sync'
import { invalid } from '../../module/refusal.ts'

/** One cell; null is a cell with nothing in it, which is not the same as an empty text (`""`). */
export type Cell = string | null

const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text)

// what a spreadsheet takes for a formula, and what looks like one that was already made harmless
const startsFormula = /^'*[=+\-@\t\r]/

/** A text that no spreadsheet takes for a formula (OWASP, CSV injection): a leading apostrophe, but not for numbers. */
export const harmless = (text: string): string =>
  startsFormula.test(text) && !isNumber(text) ? `'${text}` : text

/** Undoes {@link harmless}. */
export const original = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text)

/** One record of RFC 4180, with its line end. */
export const csvRecord = (cells: readonly Cell[]): string =>
  `${cells.map((cell) => (cell === null ? '' : quoted(harmless(cell)))).join(',')}\r\n`

const quoted = (text: string): string =>
  text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/**
 * Reads CSV of RFC 4180 with a header: cells as they were before {@link csvRecord}.
 * @throws Refusal 422 saying in which line it is not well formed
 */
export const readCsv = (text: string): { header: string[]; rows: Cell[][] } => {
  try {
    const records: Cell[][] = parse(text, {
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_empty_lines: true,
      cast: (cell, { quoting }) => (cell === '' && !quoting ? null : original(cell)),
    })
    const [header = [], ...rows] = records
    return { header: header.map((name) => (name ?? '').trim()), rows }
  } catch (error) {
    if (error instanceof CsvError)
      throw invalid([{ path: '', message: `This is not well-formed CSV: ${error.message}` }])
    throw error
  }
}
