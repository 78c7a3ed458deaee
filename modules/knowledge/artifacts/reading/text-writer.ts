import { cleanText } from './clean-text.ts'
import { ReadingError } from './reading-error.ts'
import type { Block, BlockKind, CellAddress } from './reading.ts'

/** A cell to be written: its text and, where it has one, its place. */
export type CellText = { text: string; cell?: CellAddress }

type BlockDetail = Omit<Block, 'start' | 'end' | 'kind'>

// Kinds whose neighbors of the same kind follow on the next line; all others are set apart by an empty line.
const closeKinds: ReadonlySet<BlockKind> = new Set(['table-row', 'list-item', 'mail-header'])

/**
 * Builds a reading's text and blocks together, so that offsets cannot go astray: every block's text is cleaned
 * first and measured as written. Throws `too-large` once the text passes `maxChars` UTF-16 units.
 */
export class TextWriter {
  readonly blocks: Block[] = []
  readonly #parts: string[] = []
  readonly #maxChars: number
  #length = 0
  #lastKind: BlockKind | undefined

  constructor(maxChars: number) {
    this.#maxChars = maxChars
  }

  /** Length of the text so far. */
  get length(): number {
    return this.#length
  }

  get text(): string {
    return this.#parts.join('')
  }

  /** Writes one block; text that is only white space is left out. Returns the block, or undefined if left out. */
  block(kind: Exclude<BlockKind, 'cell'>, text: string, detail: BlockDetail = {}): Block | undefined {
    const clean = cleanText(text).replace(/^[ \t]*\n+|\s+$/g, '')
    if (clean.trim() === '') return undefined
    this.#separate(kind)
    const start = this.#length
    this.#append(clean)
    const block: Block = { start, end: this.#length, kind, ...detail }
    this.blocks.push(block)
    return block
  }

  /** Writes a table's row: a `table-row` block holding a `cell` block for each cell with text, tabs between them. */
  row(cells: CellText[]): void {
    const filled: CellText[] = []
    for (const { text, cell } of cells) {
      const clean = cleanText(text).trim()
      if (clean !== '') filled.push({ text: clean, ...(cell ? { cell } : {}) })
    }
    if (filled.length === 0) return
    this.#separate('table-row')
    const row: Block = { start: this.#length, end: this.#length, kind: 'table-row' }
    this.blocks.push(row)
    for (const [index, { text, cell }] of filled.entries()) {
      if (index > 0) this.#append('\t')
      const start = this.#length
      this.#append(text)
      this.blocks.push({ start, end: this.#length, kind: 'cell', ...(cell ? { cell } : {}) })
    }
    row.end = this.#length
  }

  #separate(kind: BlockKind): void {
    if (this.#lastKind) this.#append(this.#lastKind === kind && closeKinds.has(kind) ? '\n' : '\n\n')
    this.#lastKind = kind
  }

  #append(text: string): void {
    this.#length += text.length
    if (this.#length > this.#maxChars) throw tooMuchText(this.#maxChars)
    this.#parts.push(text)
  }
}

/** The error for a document whose text passes the limit of `maxChars` UTF-16 units. */
export function tooMuchText(maxChars: number): ReadingError {
  const limit = maxChars.toLocaleString('en-US')
  return new ReadingError(
    'too-large',
    `This file holds more than ${limit} characters of text. Split it into smaller files and upload those.`,
  )
}
