import { Parser } from 'htmlparser2'

import type { ReadingLimits } from '../reading.ts'
import type { CellText, TextWriter } from '../text-writer.ts'
import type { CellFormats } from './workbook-formats.ts'

/** What the rows of a sheet are written with. */
export type SheetOptions = {
  name: string
  writer: TextWriter
  /** texts that cells point to by number */
  shared: readonly string[]
  formats: CellFormats
  limits: ReadingLimits
}

/** Writes the rows of one sheet as its XML comes by (ECMA-376 part 1, 18.3), until the limits are reached. */
export class SheetRows {
  readonly #options: SheetOptions
  #row = 0
  #cells: CellText[] = []
  #cell = { address: '', type: '', style: 0 }
  #value = ''
  #inValue = false
  #titled = false
  /** number of the last row that was written */
  lastRow = 0

  constructor(options: SheetOptions) {
    this.#options = options
  }

  /** Whether no further row fits. */
  get isFull(): boolean {
    const { writer, limits } = this.#options
    return writer.length >= 0.95 * limits.maxTextChars || writer.blocks.length >= limits.maxCells
  }

  /** The parser to which the sheet's XML is to be fed. */
  parser(): Parser {
    return new Parser(
      {
        onopentag: (name, attributes) => this.#open(name, attributes),
        ontext: (text) => {
          if (this.#inValue) this.#value += text
        },
        onclosetag: (name) => this.#close(name),
      },
      { xmlMode: true },
    )
  }

  #open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') {
      this.#row = Number(attributes['r'] ?? this.#row + 1)
      this.#cells = []
    } else if (name === 'c') {
      this.#cell = {
        address: attributes['r'] ?? '',
        type: attributes['t'] ?? 'n',
        style: Number(attributes['s'] ?? 0),
      }
      this.#value = ''
    } else if (name === 'v' || name === 't') this.#inValue = true
  }

  #close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false
    else if (name === 'c') {
      const text = this.#printed()
      if (text.trim() !== '')
        this.#cells.push({ text, cell: { sheet: this.#options.name, address: this.#cell.address } })
    } else if (name === 'row') this.#endRow()
  }

  #printed(): string {
    const { type, style } = this.#cell
    if (type === 's') return this.#options.shared[Number(this.#value)] ?? ''
    if (type === 'b') return this.#value === '1' ? 'TRUE' : 'FALSE'
    if (type !== 'n' || this.#value === '') return this.#value
    return this.#options.formats.print(Number(this.#value), style)
  }

  #endRow(): void {
    if (this.#cells.length === 0 || this.isFull) return
    const { writer, name } = this.#options
    if (!this.#titled) writer.block('heading', name, { level: 2 })
    this.#titled = true
    writer.row(this.#cells)
    this.lastRow = this.#row
  }
}
