import type { PlacedText } from './pdf-glyphs.ts'
import { standsOut, type BodyType } from './pdf-headings.ts'
import type { Line } from './pdf-order.ts'

/** Whether a text begins with a bullet, a number or a letter as list items do. */
export function startsItem(text: string): boolean {
  return /^(?:[•‣◦▪●○■·➢➤✓]\s*|[-–*]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)\S/.test(text)
}

/** The usual layout of a document's paragraphs. */
export type Layout = {
  /** white space between two lines of one paragraph, in points, for a font of this size */
  gapFor: (size: number) => number
  body: BodyType
}

/** How a line follows the one before it: in the same sentence, on a line of its own, or as a new paragraph. */
export type Joint = 'flows' | 'breaks' | 'new'

/** The right edge of each column of a page: the farthest that any line of it reaches. */
export function rightEdges(lines: readonly Line[]): ReadonlyMap<number, number> {
  const edges = new Map<number, number>()
  for (const { column, box } of lines)
    edges.set(column, Math.max(edges.get(column) ?? -Infinity, box.x + box.width))
  return edges
}

/** How `line` follows the lines `open` of a paragraph on the same page; `edge` is the right edge of its column. */
export function jointOf(open: readonly Line[], line: Line, edge: number, layout: Layout): Joint {
  const last = open.at(-1)
  if (!last) return 'new'
  if (last.column !== line.column) return continuesElsewhere(last, line) ? 'flows' : 'new'
  if (Math.abs(last.size - line.size) > 0.1 * Math.max(last.size, line.size)) return 'new'
  const between = line.box.y - (last.box.y + last.box.height)
  if (between > layout.gapFor(line.size) + 0.3 * line.size || between < -line.size) return 'new'
  if (
    open.every((each) => standsOut(each, layout.body)) !== standsOut(line, layout.body) &&
    isShort(open, edge)
  )
    return 'new'
  const text = firstWords(line)
  const ending = lastWords(last)
  const broke = wouldHaveFit(last, line, edge)
  if (startsBullet(text)) return 'new'
  if (startsNumbered(text) && (broke || /[.;:!?)\]"”]$/.test(ending))) return 'new'
  if (isIndented(open, last, line)) return 'new'
  if (!broke) return 'flows'
  if (/[.:!?]$/.test(ending)) return 'new'
  if (/^\p{Ll}/u.test(text)) return 'flows'
  return isTitle(line, layout) ? 'flows' : 'breaks'
}

/**
 * Whether a paragraph that stops at the end of a column or page goes on with this line at the top of the next: it has
 * not come to an end, and goes on in small letters, or its last word cannot end a sentence.
 */
export function continuesElsewhere(last: Line, next: Line): boolean {
  if (last.segments.length > 1 || next.segments.length > 1) return false
  if (Math.abs(last.size - next.size) > 0.1 * Math.max(last.size, next.size)) return false
  const ending = lastWords(last)
  const opening = firstWords(next)
  if (/[.:!?;]["'”’)\]]*$/.test(ending) || startsItem(opening)) return false
  return /^["“‘(]?\p{Ll}/u.test(opening) || (OPEN_ENDED.test(ending) && /^["“‘(]?[\p{L}\p{N}]/u.test(opening))
}

// Articles, prepositions, conjunctions and auxiliaries, which want a word behind them.
const OPEN_ENDED =
  /(?:^|[\s(])(?:an?|the|of|and|or|to|in|on|at|by|for|from|with|without|between|under|upon|per|than|that|which|whose|as|is|are|was|were|has|have|shall|will|would|may|must|can|not|its|their|our|your|der|die|das|den|dem|des|und|oder|mit|von|vom|zur|zum|für|eine?[mnrs]?|ist|sind|wird|werden|de|du|la|les|et|el|los|las|y|con|para)$/iu

/**
 * The white space that lines of one paragraph keep between them, by size of font: of the gaps that occur often, the
 * smallest. Paragraphs of one or two lines are frequent, so that the most frequent gap may be the one between them.
 */
export function usualGaps(pages: readonly (readonly Line[])[]): (size: number) => number {
  const bySize = new Map<number, number[]>()
  for (const lines of pages)
    for (const [index, line] of lines.entries()) {
      const next = lines[index + 1]
      if (!next || next.column !== line.column || next.size !== line.size) continue
      const gap = next.box.y - (line.box.y + line.box.height)
      if (gap < -line.size || gap > 1.5 * line.size) continue
      const gaps = bySize.get(line.size) ?? []
      gaps.push(gap)
      bySize.set(line.size, gaps)
    }
  const usual = new Map([...bySize].map(([size, gaps]) => [size, smallestFrequent(gaps, size)]))
  return (size) => usual.get(size) ?? 0.35 * size
}

function smallestFrequent(gaps: number[], size: number): number {
  const sorted = gaps.toSorted((a, b) => a - b)
  const needed = Math.max(1, Math.ceil(0.15 * sorted.length))
  for (const [index, gap] of sorted.entries()) {
    const until = sorted[index + needed - 1]
    if (until !== undefined && until - gap <= 0.12 * size) return until
  }
  return sorted[0] ?? 0.35 * size
}

/** The words that stand whole somewhere in the document, in lower case. */
export function vocabularyOf(texts: Iterable<PlacedText>): ReadonlySet<string> {
  const words = new Set<string>()
  for (const { text } of texts) {
    for (const [word] of text.matchAll(/\p{L}{3,}/gu)) words.add(word.toLowerCase())
  }
  return words
}

function firstWords(line: Line): string {
  const parts = line.segments[0]?.parts ?? []
  const words = parts
    .slice(0, 4)
    .map(({ text }) => text)
    .join(' ')
  return words.replace(/\s+/g, ' ').trimStart()
}

function lastWords(line: Line): string {
  return line.segments.at(-1)?.parts.at(-1)?.text.trimEnd() ?? ''
}

function startsBullet(text: string): boolean {
  return /^(?:[•‣◦▪●○■·➢➤✓]\s*\S|[-–*]\s+\S)/.test(text)
}

// A wrapped line may begin with a number too ("of clause / 4.2"): what stood before must have come to an end.
function startsNumbered(text: string): boolean {
  return /^\(?(?:\d{1,2}(?:\.\d{1,2}){1,4}[.)]?|(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S/.test(text)
}

// Had the next line's first word still fitted, the writer ended the line on purpose.
function wouldHaveFit(last: Line, line: Line, edge: number): boolean {
  const [first] = line.segments[0]?.parts ?? []
  if (!first) return false
  const word = first.text.trimStart().split(/\s/)[0]?.length ?? 0
  const width = (first.box.width / Math.max(1, first.text.length)) * (word + 1)
  return last.box.x + last.box.width + width + 0.5 * line.size < edge
}

function isIndented(open: readonly Line[], last: Line, line: Line): boolean {
  if (open.length < 2 || startsItem(firstWords(open[0] ?? line))) return false
  const indent = line.box.x - last.box.x
  return indent > 0.8 * line.size && indent < 6 * line.size
}

function isShort(open: readonly Line[], edge: number): boolean {
  return open.length <= 2 && open.every(({ box, size }) => edge - (box.x + box.width) > 3 * size)
}

// Titles are set in lines of their maker's choosing; they are one title all the same.
function isTitle(line: Line, { body }: Layout): boolean {
  return line.size >= 1.15 * body.size
}
