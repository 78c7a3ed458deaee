import type { Block, Box, Run } from '../reading.ts'
import { TextWriter } from '../text-writer.ts'
import type { PlacedText } from './pdf-glyphs.ts'
import { union, type Line } from './pdf-order.ts'
import { headingLevels, startsItem, startsParagraph, typicalGap, vocabularyOf } from './pdf-paragraphs.ts'

// A run whose offsets are still counted from the beginning of its block.
type LooseRun = { start: number; end: number; text: PlacedText }
type Composed = { text: string; runs: LooseRun[]; boxes: Box[] }

/** Writes the lines of one page after the other as headings, paragraphs, list items and table rows, with places. */
export class PdfWriter {
  readonly runs: Run[] = []
  readonly #writer: TextWriter
  readonly #vocabulary: ReadonlySet<string>
  readonly #levelOf: (size: number) => number | undefined

  /** `everything`: all texts of the document, from which body size and hyphenated words are known. */
  constructor(maxTextChars: number, everything: PlacedText[]) {
    this.#writer = new TextWriter(maxTextChars)
    this.#vocabulary = vocabularyOf(everything)
    this.#levelOf = headingLevels(everything)
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

  page(number: number, lines: Line[]): void {
    const gap = typicalGap(lines)
    let open: Line[] = []
    for (const [index, line] of lines.entries()) {
      if (isTableRow(lines, index)) {
        this.#paragraph(number, open)
        open = []
        this.#tableRow(number, line)
        continue
      }
      const last = open.at(-1)
      if (last && startsParagraph(last, line, open, gap)) {
        this.#paragraph(number, open)
        open = []
      }
      open.push(line)
    }
    this.#paragraph(number, open)
  }

  #paragraph(page: number, lines: Line[]): void {
    const first = lines[0]
    if (!first) return
    const { text, runs, boxes } = this.#compose(lines)
    const level = text.length <= 200 ? this.#levelOf(first.size) : undefined
    const kind = level ? 'heading' : startsItem(text) ? 'list-item' : 'paragraph'
    const block = this.#writer.block(kind, text, { page, boxes, ...(level ? { level } : {}) })
    if (block) this.#place(runs, block.start, page)
  }

  #tableRow(page: number, line: Line): void {
    const cells = inReadingOrder(line.segments, (segment) => segment.parts[0]).map((segment) =>
      this.#compose([{ ...line, segments: [segment], box: segment.box }]),
    )
    const before = this.blocks.length
    this.#writer.row(cells.map(({ text }) => ({ text })))
    const [row, ...written] = this.blocks.slice(before)
    if (row) Object.assign(row, { page, boxes: [rounded(line.box)] })
    for (const [index, block] of written.entries()) {
      const cell = cells[index]
      if (!cell) continue
      Object.assign(block, { page, boxes: cell.boxes })
      this.#place(cell.runs, block.start, page)
    }
  }

  #place(runs: LooseRun[], offset: number, page: number): void {
    for (const { start, end, text } of runs) {
      const { x, y, width, height } = rounded(text.box)
      if (end > start)
        this.runs.push([offset + start, offset + end, page, x, y, width, height, text.direction])
    }
  }

  /** The text of lines joined to one paragraph: words cut at a line's end are whole again where the document knows them. */
  #compose(lines: Line[]): Composed {
    let text = ''
    const runs: LooseRun[] = []
    for (const line of lines) {
      let atLineStart = true
      let previous: PlacedText | undefined
      for (const part of partsOf(line)) {
        const raw = text === '' ? part.text.trimStart() : part.text
        if (atLineStart && text !== '') {
          const [kept, glue] = this.#joint(text, raw)
          const cut = text.length - kept.length
          const last = runs.at(-1)
          if (last && cut > 0) last.end = Math.min(last.end, kept.length)
          text = kept + glue
        } else if (previous && isGap(previous, part) && !/\s$/.test(text) && !/^\s/.test(raw)) {
          text += ' '
        }
        const piece = /\s$/.test(text) ? raw.trimStart() : raw
        const start = text.length
        text += piece
        runs.push({ start, end: start + piece.trimEnd().length, text: part })
        atLineStart = false
        previous = part
      }
      text = text.trimEnd()
    }
    return { text, runs, boxes: lines.map(({ box }) => rounded(box)) }
  }

  /** What remains of the text before a line break, and what comes between it and the next line. */
  #joint(text: string, next: string): [string, string] {
    if (text.endsWith('\u00AD')) return [text.slice(0, -1), '']
    const tail = /(\p{L}+)[-\u2010]$/u.exec(text)?.[1]
    const head = /^\p{Ll}+/u.exec(next)?.[0]
    if (!tail || !head) return [text, ' ']
    return this.#vocabulary.has((tail + head).toLowerCase()) ? [text.slice(0, -1), ''] : [text, '']
  }
}

function partsOf(line: Line): PlacedText[] {
  const parts = line.segments.flatMap((segment) => segment.parts)
  return inReadingOrder(parts, (part) => part)
}

// Segments and parts stand left to right; where most of the letters run leftwards, the rightmost is read first.
function inReadingOrder<T>(items: T[], partOf: (item: T) => PlacedText | undefined): T[] {
  let leftwards = 0
  let rightwards = 0
  for (const item of items) {
    const part = partOf(item)
    if (part?.direction === 'left') leftwards += part.text.length
    else rightwards += part?.text.length ?? 0
  }
  return leftwards > rightwards ? items.toReversed() : items
}

function isGap(a: PlacedText, b: PlacedText): boolean {
  const between = a.box.x <= b.box.x ? b.box.x - a.box.x - a.box.width : a.box.x - b.box.x - b.box.width
  return between > 0.15 * Math.min(a.size, b.size)
}

// Wide gaps alone may be a letterhead; two such lines in a row are a table.
function isTableRow(lines: Line[], index: number): boolean {
  const line = lines[index]
  if (!line || line.segments.length < 2) return false
  return [lines[index - 1], lines[index + 1]].some(
    (neighbor) =>
      neighbor && neighbor.column === line.column && neighbor.segments.length > 1 && near(line, neighbor),
  )
}

function near(a: Line, b: Line): boolean {
  return union(a.box, b.box).height < a.box.height + b.box.height + 2 * Math.max(a.size, b.size)
}

function rounded({ x, y, width, height }: Box): Box {
  return { x: round(x), y: round(y), width: round(width), height: round(height) }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
