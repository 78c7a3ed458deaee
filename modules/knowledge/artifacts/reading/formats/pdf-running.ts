import type { PlacedText } from './pdf-glyphs.ts'
import { rowsOf, type Line } from './pdf-order.ts'
import { numbersPage, runningKey } from './running-key.ts'

/** A page's texts in displayed order of drawing, and its height in points. */
export type PlacedPage = { texts: PlacedText[]; height: number }

/** A page with its running headers (`above`) and footers (`below`) taken out of its texts. */
export type PartedPage = { above: Line[]; body: PlacedText[]; below: Line[] }

// Headers and footers stand in the outer eighth of a page, a few lines at most.
const margin = 0.125
const mostLines = 4
// Left and right pages alternate, and a chapter's last page may differ.
const farthest = 3

type Candidate = { line: Line; words: string; key: string; y: number; above: boolean }

/**
 * Parts running headers and footers from what a page says: lines near its upper or lower edge, not larger than body
 * text, that stand at the same height with the same words on a page nearby (numbers may differ), and lines that only
 * number the page.
 */
export function partRunning(pages: PlacedPage[], bodySize: number): PartedPage[] {
  const candidates = pages.map((page) => edgeLines(page, bodySize))
  return pages.map(({ texts }, index) => {
    const running = (candidates[index] ?? []).filter(
      (candidate) =>
        candidate.words === String(index + 1) ||
        numbersPage(candidate.key) ||
        recurs(candidate, candidates, index),
    )
    const taken = new Set(running.flatMap(({ line }) => line.segments.flatMap(({ parts }) => parts)))
    return {
      above: running.filter(({ above }) => above).map(({ line }) => line),
      body: texts.filter((text) => !taken.has(text)),
      below: running.filter(({ above }) => !above).map(({ line }) => line),
    }
  })
}

function edgeLines({ texts, height }: PlacedPage, bodySize: number): Candidate[] {
  const upper = texts.filter(({ box }) => box.y + box.height <= margin * height)
  const lower = texts.filter(({ box }) => box.y >= (1 - margin) * height)
  const lines = [
    ...rowsOf(upper)
      .slice(0, mostLines)
      .map((line) => ({ line, above: true })),
    ...rowsOf(lower)
      .slice(-mostLines)
      .map((line) => ({ line, above: false })),
  ]
  return lines
    .filter(({ line }) => line.size <= 1.15 * bodySize)
    .map(({ line, above }) => {
      const words = wordsOf(line)
      return { line, above, words, key: runningKey(words), y: line.box.y }
    })
}

function wordsOf(line: Line): string {
  return line.segments
    .flatMap(({ parts }) => parts.map(({ text }) => text))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function recurs({ key, y, above }: Candidate, pages: Candidate[][], index: number): boolean {
  for (let at = Math.max(0, index - farthest); at <= Math.min(pages.length - 1, index + farthest); at += 1) {
    if (at === index) continue
    for (const other of pages[at] ?? [])
      if (other.above === above && other.key === key && Math.abs(other.y - y) <= 4) return true
  }
  return false
}
