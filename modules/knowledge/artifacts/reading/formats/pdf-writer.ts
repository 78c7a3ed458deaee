import { cellAddress } from '../cell-address.ts'
import type { Block, Run } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import {
  compose,
  inReadingOrder,
  linesOfCell,
  rounded,
  type LooseRun,
  type PlacedLine,
} from './pdf-composition.ts'
import type { HeadingFinder } from './pdf-headings.ts'
import type { Line } from './pdf-order.ts'
import { continuesElsewhere, jointOf, rightEdges, startsItem, type Layout } from './pdf-paragraphs.ts'
import { tableAt, type FoundTable } from './pdf-tables.ts'

/** What is known of the whole document when its pages are written. */
export type Manner = Layout & { headings: HeadingFinder; vocabulary: ReadonlySet<string> }

/** A page's lines in reading order, and its running headers and footers. */
export type PageLines = { number: number; above: Line[]; lines: Line[]; below: Line[] }

/**
 * Writes the lines of one page after the other as headings, paragraphs, list items, table rows and running lines, with
 * places. A paragraph that goes on after a page break is one block; the running lines between its halves follow it.
 */
export class PdfWriter {
  readonly runs: Run[] = []
  readonly #writer: TextWriter
  readonly #manner: Manner
  #open: PlacedLine[] = []
  #waiting: PlacedLine[] = []
  #tables = 0

  constructor(maxTextChars: number, manner: Manner) {
    this.#writer = new TextWriter(maxTextChars)
    this.#manner = manner
  }

  get text(): string {
    return this.#writer.text
  }

  get blocks(): Block[] {
    return this.#writer.blocks
  }

  get length(): number {
    return this.#writer.length
  }

  /** Writes one page; its last paragraph stays open until it is known whether it goes on. */
  page({ number, above, lines, below }: PageLines): void {
    const edges = rightEdges(lines)
    for (const line of above) this.#waiting.push({ line, page: number, breaks: false })
    for (let index = 0; index < lines.length;) {
      const found = tableAt(lines, index)
      const line = lines[index]
      if (found) {
        this.flush()
        this.#table(found.table, number)
      } else if (line) this.#line(line, number, edges.get(line.column) ?? 0)
      index = found?.next ?? index + 1
    }
    for (const line of below) this.#waiting.push({ line, page: number, breaks: false })
  }

  /** Writes what is still open. */
  flush(): void {
    this.#paragraph(this.#open)
    this.#open = []
    for (const { line, page } of this.#waiting)
      this.#block('running', [{ line, page, breaks: false }], undefined)
    this.#waiting = []
  }

  #line(line: Line, page: number, edge: number): void {
    const last = this.#open.at(-1)
    const samePage = last?.page === page
    const joint = !last
      ? 'new'
      : samePage
        ? jointOf(
            this.#open.filter((each) => each.page === page).map((each) => each.line),
            line,
            edge,
            this.#manner,
          )
        : continuesElsewhere(last.line, line)
          ? 'flows'
          : 'new'
    if (joint === 'new') this.flush()
    this.#open.push({ line, page, breaks: joint === 'breaks' })
  }

  #paragraph(lines: PlacedLine[]): void {
    if (lines.length === 0) return
    const { text } = compose(lines, this.#manner.vocabulary)
    const level = this.#manner.headings.levelOf(
      text,
      lines.map(({ line }) => line),
    )
    this.#block(level ? 'heading' : startsItem(text) ? 'list-item' : 'paragraph', lines, level)
  }

  #block(
    kind: 'heading' | 'list-item' | 'paragraph' | 'running',
    lines: PlacedLine[],
    level: number | undefined,
  ): void {
    const page = lines[0]?.page ?? 1
    const { text, runs, boxes } = compose(lines, this.#manner.vocabulary)
    const block = this.#writer.block(kind, text, { page, boxes, ...(level ? { level } : {}) })
    if (block) this.#place(runs, block.start)
  }

  #table(table: FoundTable, page: number): void {
    this.#tables += 1
    for (const [index, row] of table.rows.entries()) {
      const ordered = inReadingOrder(row, ({ segments }) => segments[0]?.parts[0])
      const cells = ordered.map(({ column, segments }) => ({
        ...compose(linesOfCell(segments, page), this.#manner.vocabulary),
        cell: { sheet: `Table ${this.#tables}`, address: cellAddress(index, column) },
      }))
      const before = this.blocks.length
      this.#writer.row(cells.map(({ text, cell }) => ({ text, cell })))
      const [written, ...inside] = this.blocks.slice(before)
      const boxes = (table.lines[index] ?? []).map(({ box }) => rounded(box))
      if (written) Object.assign(written, { page, boxes })
      const filled = cells.filter(({ text }) => text.trim() !== '')
      for (const [at, block] of inside.entries()) {
        const cell = filled[at]
        if (!cell) continue
        Object.assign(block, { page, boxes: cell.boxes })
        this.#place(cell.runs, block.start)
      }
    }
  }

  #place(runs: LooseRun[], offset: number): void {
    for (const { start, end, page, text } of runs) {
      const { x, y, width, height } = rounded(text.box)
      if (end > start)
        this.runs.push([offset + start, offset + end, page, x, y, width, height, text.direction])
    }
  }
}
