import type { Box } from '../reading.ts'
import type { PlacedText } from './pdf-glyphs.ts'

/** Texts on one baseline without a wide gap between them. */
export type Segment = { parts: PlacedText[]; box: Box; size: number }

/** A line in reading order: one segment, or several where wide gaps make it the row of a table. */
export type Line = { segments: Segment[]; box: Box; size: number; column: number }

/**
 * Puts a page's texts into reading order: from top to bottom, and column by column where lines of running text
 * stand side by side with a free gutter between them. Side-by-side texts that are not running text (tables, forms)
 * are read row by row. `column` numbers the stretches that belong together.
 */
export function orderLines(texts: PlacedText[]): Line[] {
  const segments = toSegments(texts)
  const lines: Line[] = []
  let column = 0
  let singles: Segment[] = []
  const flush = (): void => {
    if (singles.length > 0) lines.push(...toRows(singles, column++))
    singles = []
  }
  for (let index = 0; index < segments.length;) {
    const band = columnsFrom(segments, index)
    const first = segments[index]
    if (band) {
      flush()
      for (const members of band.columns) lines.push(...toRows(members, column++))
      index = band.next
    } else {
      if (first) singles.push(first)
      index += 1
    }
  }
  flush()
  return lines
}

/** Texts as lines from top to bottom, without regard to columns. */
export function rowsOf(texts: PlacedText[]): Line[] {
  return toRows(toSegments(texts), 0)
}

/** Texts joined along their baseline while the gap stays under one and a half letters' height; ordered by top. */
function toSegments(texts: PlacedText[]): Segment[] {
  const segments: Segment[] = []
  let open: Segment | undefined
  for (const text of inBaselineOrder(texts)) {
    const gap = open ? text.box.x - (open.box.x + open.box.width) : 0
    const fits =
      open &&
      sameBaseline(open.box, text.box) &&
      gap < 1.2 * Math.min(open.size, text.size) &&
      gap > -0.5 * text.size
    if (open && fits && flat(text) && flat(open.parts[0])) {
      open.parts.push(text)
      open.box = union(open.box, text.box)
      open.size = Math.max(open.size, text.size)
    } else {
      open = { parts: [text], box: text.box, size: text.size }
      segments.push(open)
    }
  }
  return segments.toSorted((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)
}

function flat(text: PlacedText | undefined): boolean {
  return text?.direction === 'right' || text?.direction === 'left'
}

// Rows by vertical overlap, then left to right inside of a row.
function inBaselineOrder(texts: PlacedText[]): PlacedText[] {
  const rows: { box: Box; texts: PlacedText[] }[] = []
  for (const text of texts.toSorted((a, b) => middle(a.box) - middle(b.box))) {
    const row = rows.at(-1)
    if (row && sameBaseline(row.box, text.box)) row.texts.push(text)
    else rows.push({ box: text.box, texts: [text] })
  }
  return rows.flatMap((row) => row.texts.toSorted((a, b) => a.box.x - b.box.x))
}

function sameBaseline(a: Box, b: Box): boolean {
  const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return shared > 0.5 * Math.min(a.height, b.height)
}

const fewestLines = 3
// The search looks ahead from every segment; pages with more than this are drawings or tables, read by rows.
const mostSegments = 3_000

/** The longest stretch from `from` on that is free of text along a gutter and reads as columns of running text. */
function columnsFrom(segments: Segment[], from: number): { columns: Segment[][]; next: number } | undefined {
  const first = segments[from]
  if (!first || segments.length > mostSegments) return undefined
  const gutterWidth = first.size
  let gaps: [number, number][] = [[-Infinity, Infinity]]
  let next = from
  for (; next < segments.length; next += 1) {
    const box = segments[next]?.box
    if (!box) break
    const left = gaps
      .flatMap((gap) => without(gap, box.x, box.x + box.width))
      .filter(([a, b]) => b - a >= gutterWidth)
    if (!left.some(([a, b]) => Number.isFinite(a) && Number.isFinite(b)) && next - from >= 2) break
    gaps = left
  }
  const gutters = gaps.filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b))
  if (gutters.length === 0) return undefined
  const columns: Segment[][] = Array.from({ length: gutters.length + 1 }, () => [])
  const ends = gutters.map(([a]) => a).toSorted((a, b) => a - b)
  for (const segment of segments.slice(from, next)) {
    const place = ends.findIndex((end) => segment.box.x < end)
    columns[place === -1 ? ends.length : place]?.push(segment)
  }
  return columns.every(isRunningText) ? { columns, next } : undefined
}

function without([a, b]: [number, number], from: number, to: number): [number, number][] {
  if (to <= a || from >= b) return [[a, b]]
  const rest: [number, number][] = []
  if (from > a) rest.push([a, from])
  if (to < b) rest.push([to, b])
  return rest
}

// Running text fills its column: most lines reach across it, and a line holds more than a word or two.
function isRunningText(segments: Segment[]): boolean {
  if (segments.length < fewestLines) return false
  const left = Math.min(...segments.map(({ box }) => box.x))
  const width = Math.max(...segments.map(({ box }) => box.x + box.width)) - left
  const widths = segments.map(({ box }) => box.width).toSorted((a, b) => a - b)
  const size = segments[0]?.size ?? 1
  return (widths[Math.floor(widths.length / 2)] ?? 0) > 0.6 * width && width > 10 * size
}

function toRows(segments: Segment[], column: number): Line[] {
  const lines: Line[] = []
  for (const segment of segments) {
    const line = lines.at(-1)
    const upright = flat(segment.parts[0])
    if (line && upright && flat(line.segments[0]?.parts[0]) && sameBaseline(line.box, segment.box)) {
      line.segments.push(segment)
      line.box = union(line.box, segment.box)
      line.size = Math.max(line.size, segment.size)
    } else {
      lines.push({ segments: [segment], box: segment.box, size: segment.size, column })
    }
  }
  for (const line of lines) line.segments.sort((a, b) => a.box.x - b.box.x)
  return lines
}

/** The smallest rectangle around two. */
export function union(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  const width = Math.max(a.x + a.width, b.x + b.width) - x
  return { x, y, width, height: Math.max(a.y + a.height, b.y + b.height) - y }
}

function middle(box: Box): number {
  return box.y + box.height / 2
}
