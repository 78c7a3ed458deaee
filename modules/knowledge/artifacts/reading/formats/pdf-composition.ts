import type { Box } from '../reading.ts'
import type { PlacedText } from './pdf-glyphs.ts'
import type { Line, Segment } from './pdf-order.ts'

/** A line of a paragraph: the page it stands on, and whether it begins on a line of its own (`breaks`). */
export type PlacedLine = { line: Line; page: number; breaks: boolean }

/** A run whose offsets are still counted from the beginning of its block. */
export type LooseRun = { start: number; end: number; page: number; text: PlacedText }

/** The text of a block, where its parts stand, and a rectangle for each line on the first page. */
export type Composed = { text: string; runs: LooseRun[]; boxes: Box[] }

/**
 * The text of lines joined to one paragraph: words cut at a line's end are whole again where `vocabulary`, the words of
 * the document in lower case, has them whole.
 */
export function compose(lines: readonly PlacedLine[], vocabulary: ReadonlySet<string>): Composed {
  let text = ''
  const runs: LooseRun[] = []
  for (const { line, page, breaks } of lines) {
    let atLineStart = true
    let previous: PlacedText | undefined
    for (const part of partsOf(line)) {
      const raw = text === '' ? part.text.trimStart() : part.text
      if (atLineStart && text !== '') {
        const [kept, glue] = breaks ? [text, '\n'] : joint(text, raw, vocabulary)
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
      runs.push({ start, end: start + piece.trimEnd().length, page, text: part })
      atLineStart = false
      previous = part
    }
    text = text.trimEnd()
  }
  const page = lines[0]?.page
  return {
    text,
    runs,
    boxes: lines.filter((each) => each.page === page).map(({ line }) => rounded(line.box)),
  }
}

/**
 * Items stand left to right; where most of the letters run leftwards, the rightmost is read first.
 */
export function inReadingOrder<T>(items: T[], partOf: (item: T) => PlacedText | undefined): T[] {
  let leftwards = 0
  let rightwards = 0
  for (const item of items) {
    const part = partOf(item)
    if (part?.direction === 'left') leftwards += part.text.length
    else rightwards += part?.text.length ?? 0
  }
  return leftwards > rightwards ? items.toReversed() : items
}

/** The segments of a table's cell as lines of their own, from top to bottom. */
export function linesOfCell(segments: readonly Segment[], page: number): PlacedLine[] {
  return segments.map((segment) => ({
    line: { segments: [segment], box: segment.box, size: segment.size, column: 0 },
    page,
    breaks: false,
  }))
}

/** A rectangle to hundredths of a point. */
export function rounded({ x, y, width, height }: Box): Box {
  return { x: round(x), y: round(y), width: round(width), height: round(height) }
}

/** What remains of the text before a line break, and what comes between it and the next line. */
function joint(text: string, next: string, vocabulary: ReadonlySet<string>): [string, string] {
  if (text.endsWith('\u00AD')) return [text.slice(0, -1), '']
  if (isWide(text.at(-1)) && isWide(next[0])) return [text, '']
  const tail = /(\p{L}+)[-\u2010]$/u.exec(text)?.[1]
  const head = /^\p{Ll}+/u.exec(next)?.[0]
  if (!tail || !head) return [text, ' ']
  return vocabulary.has((tail + head).toLowerCase()) ? [text.slice(0, -1), ''] : [text, '']
}

// Chinese and Japanese do not put spaces between words, so a line's end is none either.
function isWide(character: string | undefined): boolean {
  return character !== undefined && /[\u3000-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uFF00-\uFFEF]/.test(character)
}

function partsOf(line: Line): PlacedText[] {
  const parts = line.segments.flatMap((segment) => segment.parts)
  return inReadingOrder(parts, (part) => part)
}

function isGap(a: PlacedText, b: PlacedText): boolean {
  const between = a.box.x <= b.box.x ? b.box.x - a.box.x - a.box.width : a.box.x - b.box.x - b.box.width
  return between > 0.15 * Math.min(a.size, b.size)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
