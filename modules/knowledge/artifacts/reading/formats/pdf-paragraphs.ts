import type { PlacedText } from './pdf-glyphs.ts'
import type { Line } from './pdf-order.ts'

/** Whether a text begins with a bullet, a number or a letter as list items do. */
export function startsItem(text: string): boolean {
  return /^(?:[•‣◦▪●○■–*·]\s*|-\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)\S/.test(text)
}

/** Whether `line` begins a paragraph of its own after `last`, the end of the lines `open` gathered so far. */
export function startsParagraph(last: Line, line: Line, open: Line[], gap: number): boolean {
  if (last.column !== line.column) return true
  if (Math.abs(last.size - line.size) > 0.1 * Math.max(last.size, line.size)) return true
  const between = line.box.y - (last.box.y + last.box.height)
  if (between > gap + 0.35 * line.size || between < -line.size) return true
  const text = line.segments[0]?.parts[0]?.text ?? ''
  if (startsItem(text)) return true
  const left = Math.min(...open.map(({ box }) => box.x), line.box.x)
  const right = Math.max(...open.map(({ box }) => box.x + box.width), line.box.x + line.box.width)
  const inItem = startsItem(open[0]?.segments[0]?.parts[0]?.text ?? '')
  const indent = line.box.x - last.box.x
  if (!inItem && open.length > 1 && indent > 0.8 * line.size && indent < 6 * line.size) return true
  const reach = (last.box.x + last.box.width - left) / (right - left || 1)
  const ending = last.segments.at(-1)?.parts.at(-1)?.text.trimEnd() ?? ''
  return reach < 0.6 && /[.:!?]$/.test(ending)
}

/** The usual white space between lines of a page, in points: the median over lines that follow closely. */
export function typicalGap(lines: Line[]): number {
  const gaps: number[] = []
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1]
    if (!next || next.column !== line.column) continue
    const gap = next.box.y - (line.box.y + line.box.height)
    if (gap > -line.size && gap < 1.5 * line.size) gaps.push(gap)
  }
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
}

/**
 * The heading level for a font size in points: 1 for the largest of the sizes that stand out by at least 15% from
 * the document's body size (the one most letters have), then 2, to 6 at most; undefined for all others.
 */
export function headingLevels(texts: PlacedText[]): (size: number) => number | undefined {
  const letters = new Map<number, number>()
  for (const { size, text } of texts) {
    const step = halfPoints(size)
    letters.set(step, (letters.get(step) ?? 0) + text.length)
  }
  const body = [...letters].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0
  const large = [...letters.keys()].filter((size) => size >= body * 1.15).toSorted((a, b) => b - a)
  return (size) => {
    const rank = large.indexOf(halfPoints(size))
    return rank === -1 ? undefined : Math.min(6, rank + 1)
  }
}

/** The words that stand whole somewhere in the document, in lower case. */
export function vocabularyOf(texts: PlacedText[]): ReadonlySet<string> {
  const words = new Set<string>()
  for (const { text } of texts) {
    for (const [word] of text.matchAll(/\p{L}{3,}/gu)) words.add(word.toLowerCase())
  }
  return words
}

function halfPoints(size: number): number {
  return Math.round(size * 2) / 2
}
