import { cellAddress } from '../cell-address.ts'
import type { TextWriter } from '../text-writer.ts'

type Kind = 'heading' | 'paragraph' | 'list-item' | 'running'

/** Gathers the text of a rich text document and writes it paragraph by paragraph, row by row. */
export class RtfParagraphs {
  readonly #writer: TextWriter
  readonly #headings = new Map<number, number>()
  #notes: string[] = []
  #text = ''
  #label = ''
  #aside = ''
  #level: number | undefined
  #inTable = false
  #cells: string[] = []
  #table = 0
  #row = 0
  #style = { number: 0, name: '' }

  constructor(writer: TextWriter) {
    this.#writer = writer
  }

  /** Takes text for the body, a list's label, a header or footer (`running`), or a note. */
  say(text: string, to: 'body' | 'label' | 'running' | 'note'): void {
    if (to === 'body') this.#text += text
    else if (to === 'label') this.#label += text
    else this.#aside += text
  }

  /** Takes a word that divides or shapes paragraphs. */
  control(word: string, value: number | undefined, to: string): void {
    if (to === 'styles') {
      if (word === 's') this.#style.number = value ?? 0
    } else if (to === 'running' || to === 'note') {
      if (word === 'par') this.#aside += '\n'
    } else if (to === 'body') this.#body(word, value)
  }

  /** Takes part of a style's name. */
  styleText(text: string): void {
    this.#style.name += text
  }

  /** A style has been named in full. */
  endStyle(): void {
    const level = /^heading (\d)\b/i.exec(this.#style.name.trim())?.[1]
    if (level !== undefined) this.#headings.set(this.#style.number, Math.min(6, Number(level)))
    this.#style = { number: 0, name: '' }
  }

  /** A header, footer or note has ended. */
  endAside(kind: 'running' | 'note'): void {
    const text = this.#aside
    this.#aside = ''
    if (kind === 'note') this.#notes.push(text.trim())
    else for (const line of text.split('\n')) this.#writer.block('running', line)
  }

  /** Writes what is still open, and the notes. */
  end(): void {
    this.#endRow()
    this.#endParagraph()
    for (const note of this.#notes) this.#writer.block('paragraph', note)
  }

  #body(word: string, value: number | undefined): void {
    if (word === 'par' || word === 'sect' || word === 'page') {
      if (this.#inTable) this.#text += '\n'
      else this.#endParagraph()
    } else if (word === 'cell' || word === 'nestcell') {
      if (word === 'cell') {
        this.#cells.push(this.#text)
        this.#text = ''
      } else this.#text += '\t'
    } else if (word === 'row') this.#endRow()
    else if (word === 'pard') {
      this.#level = undefined
      this.#inTable = false
    } else if (word === 'intbl') this.#enterTable()
    else if (word === 's') this.#level = this.#headings.get(value ?? 0) ?? this.#level
    else if (word === 'outlinelevel' && value !== undefined && value < 6) this.#level = value + 1
  }

  #enterTable(): void {
    if (!this.#inTable && this.#cells.length === 0) this.#endParagraph()
    this.#inTable = true
  }

  #endParagraph(): void {
    const label = this.#label.trim()
    const text = this.#text.trim()
    const isItem = this.#label !== ''
    const kind: Kind = this.#level !== undefined ? 'heading' : isItem ? 'list-item' : 'paragraph'
    const numbered = /[\p{L}\p{N}]/u.test(label) && !/^[\u00B7\uF0B7o]$/.test(label) ? `${label} ` : ''
    this.#label = ''
    this.#text = ''
    if (text === '') return
    this.#writer.block(kind, numbered + text, this.#level === undefined ? {} : { level: this.#level })
    this.#table += this.#row > 0 ? 1 : 0
    this.#row = 0
  }

  #endRow(): void {
    if (this.#cells.length === 0) return
    const cells = this.#cells.map((text, column) => ({
      text,
      cell: { sheet: `Table ${this.#table + 1}`, address: cellAddress(this.#row, column) },
    }))
    this.#writer.row(cells)
    this.#cells = []
    this.#label = ''
    this.#row += 1
  }
}
