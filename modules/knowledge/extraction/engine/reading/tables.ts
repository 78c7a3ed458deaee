import type { Span } from '../source.ts'
import type { Passage } from './passages.ts'

/** A row of a table; `cells` are in the order of the header's titles. */
export type Row = Span & { cells: readonly Span[] }

/** Rows that follow each other under one header row. Titles are cleaned of marks; they may be empty. */
export type Table = { header: readonly string[]; rows: readonly Row[]; headingPath: readonly string[] }

/** The tables of a document: runs of table rows, the first with words in it taken as the header. */
export function tablesOf(text: string, passages: readonly Passage[]): Table[] {
  const tables: Table[] = []
  let run: Passage[] = []
  for (const passage of passages) {
    if (passage.kind === 'table-row') run.push(passage)
    else if (run.length > 0) close()
  }
  close()
  return tables

  function close() {
    const rows = run.filter((row) => !/^[\s|:+=-]+$/.test(text.slice(row.start, row.end)))
    run = []
    const [head, ...body] = rows
    if (!head || head.cells.filter((c) => c.end > c.start).length < 2 || body.length === 0) return
    const header = head.cells.map((c) =>
      text
        .slice(c.start, c.end)
        .replace(/[*_`]+/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    tables.push({ header, rows: body, headingPath: head.headingPath })
  }
}
