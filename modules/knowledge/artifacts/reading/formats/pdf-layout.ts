import type { PlacedText } from './pdf-glyphs.ts'
import { bodyTypeOf, HeadingFinder, type OutlineEntry } from './pdf-headings.ts'
import { orderLines } from './pdf-order.ts'
import { usualGaps, vocabularyOf } from './pdf-paragraphs.ts'
import { partRunning } from './pdf-running.ts'
import { PdfWriter } from './pdf-writer.ts'

/**
 * Writes what stands on pages as blocks in reading order. `placed` holds the texts of each page, the first of page 1;
 * `pages` the sizes of those that could be read; `outline` the document's bookmarks. `onPage` is told of
 * each page as it is worked on, twice.
 */
export function layOutPages(
  placed: PlacedText[][],
  pages: readonly { number: number; width: number; height: number }[],
  outline: readonly OutlineEntry[],
  maxTextChars: number,
  onPage: (page: number) => void = () => undefined,
): PdfWriter {
  const body = bodyTypeOf(everyText(placed))
  const heights = new Map(pages.map(({ number, height }) => [number, height]))
  const parted = partRunning(
    placed.map((texts, index) => ({ texts, height: heights.get(index + 1) ?? Infinity })),
    body.size,
  )
  const ordered = parted.map(({ above, body: texts, below }, index) => {
    onPage(index + 1)
    return { number: index + 1, above, lines: orderLines(texts), below }
  })
  const writer = new PdfWriter(maxTextChars, {
    body,
    gapFor: usualGaps(ordered.map(({ lines }) => lines)),
    headings: new HeadingFinder(everyText(placed), body, outline),
    vocabulary: vocabularyOf(everyText(placed)),
  })
  for (const page of ordered) {
    onPage(page.number)
    writer.page(page)
  }
  writer.flush()
  return writer
}

function* everyText(placed: PlacedText[][]): Generator<PlacedText> {
  for (const texts of placed) yield* texts
}
