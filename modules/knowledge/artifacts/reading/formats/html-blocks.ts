import { Parser } from 'htmlparser2'

import { cellAddress } from '../cell-address.ts'
import { oneLine } from '../clean-text.ts'
import { isoDate } from '../iso-date.ts'
import { nestedTooDeeply } from '../reading-error.ts'
import type { CellText, TextWriter } from '../text-writer.ts'
import { deepestNesting } from './xml-tree.ts'

/** What a page says of itself. */
export type PageFacts = { title?: string; language?: string; date?: string; metadata: Record<string, string> }

/** Elements whose content is not seen, or is not the document's own text. */
const unseen = new Set(
  'script style noscript template svg math iframe object embed canvas audio video select datalist'.split(' '),
)

const blockTags = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section ' +
    'summary table tbody td tfoot th thead tr ul'
  ).split(' '),
)

/**
 * Writes the blocks of an HTML text: headings, paragraphs, list items, quotes, code and tables, as they follow
 * one another. A stream parser, so that a page's length costs no memory. Text that is hidden from people
 * (`hidden`, `display:none`, `visibility:hidden`) is left out: nobody vouches for what nobody sees.
 */
export function writeHtml(html: string, writer: TextWriter): PageFacts {
  const walk = new HtmlWalk(writer)
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if ((depth += 1) > deepestNesting) throw nestedTooDeeply()
        walk.open(name, attributes)
      },
      ontext: (text) => walk.text(text),
      onclosetag: (name) => {
        depth -= 1
        walk.close(name)
      },
    },
    { decodeEntities: true },
  )
  parser.write(html)
  parser.end()
  walk.flush()
  return walk.facts
}

// A table that holds another one is there for layout: only the innermost tables have rows and cells.
type Table = {
  number: number
  row: number
  column: number
  cells: CellText[]
  inCell: boolean
  layout: boolean
  /** by column, the last row into which a cell from further up reaches */
  covered: Map<number, number>
}

// Where one cell claims to span more columns or rows than this, it is no table that people read.
const widestSpan = 1_000

const spanOf = (written: string | undefined): number =>
  Math.min(widestSpan, Math.max(1, Math.trunc(Number(written)) || 1))

/**
 * Turns the events of a parser (elements opened and closed, text) into blocks. Names are those of HTML; readers of other
 * formats translate theirs.
 */
export class HtmlWalk {
  readonly facts: PageFacts = { metadata: {} }
  readonly #writer: TextWriter
  #pending: string[] = []
  // Names of open elements inside the one that is not seen, so that its own end is known.
  #unseenDepth = 0
  #unseenName = ''
  #title: string[] | undefined
  #preformatted = 0
  #quotes = 0
  #lists = 0
  #item = false
  #heading = 0
  #tables: Table[] = []
  #tableCount = 0

  constructor(writer: TextWriter) {
    this.#writer = writer
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.#unseenName !== '') {
      if (name === this.#unseenName) this.#unseenDepth += 1
      return
    }
    if (name === 'html' && attributes['lang']) this.facts.language = oneLine(attributes['lang']).slice(0, 35)
    if (name === 'meta') this.#meta(attributes)
    if (name === 'title' && this.facts.title === undefined) this.#title = []
    if (name === 'br') this.#pending.push('\n')
    if (name === 'img' && attributes['alt']) this.#pending.push(` ${attributes['alt']} `)
    if (blockTags.has(name)) this.#boundary()
    if (unseen.has(name) || (!voids.has(name) && isHidden(attributes))) {
      this.#unseenName = name
      this.#unseenDepth = 1
      return
    }
    this.#enter(name, attributes)
  }

  text(text: string): void {
    if (this.#unseenName !== '') return
    if (this.#title) this.#title.push(text)
    else this.#pending.push(this.#preformatted > 0 ? text : text.replace(/[^\S\u00A0]+/g, ' '))
  }

  close(name: string): void {
    if (this.#unseenName !== '') {
      if (name === this.#unseenName) this.#unseenDepth -= 1
      if (this.#unseenDepth === 0) this.#unseenName = ''
      return
    }
    if (name === 'title' && this.#title) {
      const title = oneLine(this.#title.join(''))
      if (title !== '') this.facts.title = title
      this.#title = undefined
    }
    if (blockTags.has(name)) this.#boundary()
    this.#leave(name)
  }

  /** Writes what is left when the page has ended without closing its tables. */
  flush(): void {
    this.#boundary()
    while (this.#tables.length > 0) this.#leave('table')
  }

  #enter(name: string, attributes: Record<string, string>): void {
    const heading = /^h([1-6])$/.exec(name)
    if (heading) this.#heading = Number(heading[1])
    else if (name === 'pre') this.#preformatted += 1
    else if (name === 'blockquote') this.#quotes += 1
    else if (name === 'ul' || name === 'ol') this.#lists += 1
    else if (name === 'li' || name === 'dt' || name === 'dd') this.#item = true
    else if (name === 'table') {
      this.#openTable()
    } else if (name === 'tr') this.#nextRow()
    else if (name === 'td' || name === 'th')
      this.#nextCell(spanOf(attributes['colspan']), spanOf(attributes['rowspan']))
  }

  #leave(name: string): void {
    if (/^h[1-6]$/.test(name)) this.#heading = 0
    else if (name === 'pre') this.#preformatted = Math.max(0, this.#preformatted - 1)
    else if (name === 'blockquote') this.#quotes = Math.max(0, this.#quotes - 1)
    else if (name === 'ul' || name === 'ol') this.#lists = Math.max(0, this.#lists - 1)
    else if (name === 'li' || name === 'dt' || name === 'dd') this.#item = false
    else if (name === 'td' || name === 'th') this.#endCell()
    else if (name === 'tr') this.#endRow()
    else if (name === 'table') {
      this.#endRow()
      this.#tables.pop()
    }
  }

  #openTable(): void {
    const outer = this.#tables.at(-1)
    if (outer) {
      for (const { text } of outer.cells) this.#writer.block('paragraph', text)
      Object.assign(outer, { layout: true, inCell: false, cells: [] })
    }
    this.#tableCount += 1
    this.#tables.push({
      number: this.#tableCount,
      row: -1,
      column: 0,
      cells: [],
      inCell: false,
      layout: false,
      covered: new Map(),
    })
  }

  #nextRow(): void {
    this.#endRow()
    const table = this.#tables.at(-1)
    if (table) table.row += 1
  }

  #nextCell(columns: number, rows: number): void {
    const table = this.#tables.at(-1)
    if (!table || table.layout) return
    if (table.row < 0) table.row = 0
    table.inCell = true
    while ((table.covered.get(table.column) ?? -1) >= table.row) table.column += 1
    table.cells.push({
      text: '',
      cell: { sheet: `Table ${table.number}`, address: cellAddress(table.row, table.column) },
    })
    if (rows > 1)
      for (let at = 0; at < columns; at += 1) table.covered.set(table.column + at, table.row + rows - 1)
    table.column += columns
  }

  #endCell(): void {
    const table = this.#tables.at(-1)
    if (table) table.inCell = false
  }

  #endRow(): void {
    const table = this.#tables.at(-1)
    if (!table) return
    this.#writer.row(table.cells)
    table.cells = []
    table.column = 0
    table.inCell = false
  }

  /** A block begins or ends: what has gathered is written as what it is. */
  #boundary(): void {
    if (this.#pending.length === 0) return
    const gathered = this.#pending.join('')
    this.#pending = []
    const text =
      this.#preformatted > 0
        ? gathered
        : gathered
            .replace(/[^\S\n\u00A0]+/g, ' ')
            .replace(/ ?\n ?/g, '\n')
            .trim()
    if (text.trim() === '') return
    const table = this.#tables.at(-1)
    const cell = table?.inCell ? table.cells.at(-1) : undefined
    if (cell) cell.text = cell.text === '' ? text : `${cell.text}\n${text}`
    else if (this.#heading > 0) this.#writer.block('heading', text, { level: this.#heading })
    else if (this.#preformatted > 0) this.#writer.block('code', text)
    else if (this.#quotes > 0) this.#writer.block('quote', text, { level: this.#quotes })
    else if (this.#item) this.#writer.block('list-item', text, { level: Math.max(1, this.#lists) })
    else this.#writer.block('paragraph', text)
  }

  #meta(attributes: Record<string, string>): void {
    const name = (attributes['name'] ?? attributes['property'] ?? '').toLowerCase()
    const content = oneLine(attributes['content'] ?? '').slice(0, 1_000)
    if (content === '') return
    if (name === 'author' || name === 'description' || name === 'generator')
      this.facts.metadata[name] = content
    if (/^(?:date|dc\.date|dcterms\.(?:created|modified)|article:(?:published|modified)_time)$/.test(name)) {
      const date = isoDate(content)
      if (date) this.facts.date = date
    }
  }
}

const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

function isHidden(attributes: Record<string, string>): boolean {
  if (attributes['hidden'] !== undefined && attributes['hidden'] !== 'until-found') return true
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attributes['style'] ?? '')
}
