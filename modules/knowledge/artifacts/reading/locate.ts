import type { Box, CellAddress, Reading, Run } from './reading.ts'

/** Where a stretch of text stands in its source. `page` is the page of its first character. */
export type Location = { page?: number; boxes?: (Box & { page: number })[]; cells?: CellAddress[] }

/**
 * Finds where the text from `start` to `end` (UTF-16 offsets, half-open) stands: on pages as rectangles, one for
 * each line, cut to the stretch itself; in tables as the addresses of the cells that it touches. Inside of a run
 * the cut is estimated from the usual widths of letters; where there are pages but no runs (slides), the rectangles are
 * those of the blocks. A stretch without any text, or in a document without
 * places, gives an empty location.
 */
export function locate(
  reading: Pick<Reading, 'blocks' | 'runs' | 'text'>,
  start: number,
  end: number,
): Location {
  const runs = boxesOf(reading, start, end)
  const boxes = runs.length > 0 ? runs : blockBoxes(reading.blocks, start, end)
  const cells: CellAddress[] = []
  for (const { cell, start: from, end: to } of reading.blocks) {
    if (cell && from < end && to > start) cells.push(cell)
  }
  const page = boxes[0]?.page ?? reading.blocks.find((block) => block.start < end && block.end > start)?.page
  return {
    ...(page === undefined ? {} : { page, boxes }),
    ...(cells.length > 0 ? { cells } : {}),
  }
}

function boxesOf(
  reading: Pick<Reading, 'runs' | 'text'>,
  start: number,
  end: number,
): (Box & { page: number })[] {
  const { runs = [], text } = reading
  const boxes: (Box & { page: number })[] = []
  for (let index = firstRunEndingAfter(runs, start); index < runs.length; index += 1) {
    const run = runs[index]
    if (!run || run[0] >= end) break
    const box = cut(run, text, start, end)
    const last = boxes.at(-1)
    if (last && last.page === box.page && continues(last, box)) extend(last, box)
    else boxes.push(box)
  }
  return boxes.map(({ page, x, y, width, height }) => ({
    page,
    x: round(x),
    y: round(y),
    width: round(width),
    height: round(height),
  }))
}

function blockBoxes(blocks: Reading['blocks'], start: number, end: number): (Box & { page: number })[] {
  const boxes: (Box & { page: number })[] = []
  for (const { start: from, end: to, page, boxes: own = [], kind } of blocks)
    if (page !== undefined && kind !== 'cell' && from < end && to > start)
      for (const box of own)
        if (!boxes.some((other) => same(other, { ...box, page }))) boxes.push({ page, ...box })
  return boxes
}

function same(a: Box & { page: number }, b: Box & { page: number }): boolean {
  return a.page === b.page && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}

function firstRunEndingAfter(runs: readonly Run[], offset: number): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runs[middle]?.[1] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

function cut(run: Run, text: string, start: number, end: number): Box & { page: number } {
  const [from, to, page, x, y, width, height, direction] = run
  const total = inked(text, from, to)
  const before = total === 0 ? 0 : inked(text, from, Math.max(from, start)) / total
  const until = total === 0 ? 1 : inked(text, from, Math.min(to, end)) / total
  const share = until - before
  if (direction === 'right') return { page, x: x + before * width, y, width: share * width, height }
  if (direction === 'left') return { page, x: x + (1 - until) * width, y, width: share * width, height }
  if (direction === 'down') return { page, x, y: y + before * height, width, height: share * height }
  return { page, x, y: y + (1 - until) * height, width, height: share * height }
}

// Boxes of one line are joined when no more than about a letter lies between them.
function continues(a: Box, b: Box): boolean {
  const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  if (shared < 0.5 * Math.min(a.height, b.height)) return false
  const gap = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width)
  return gap < Math.max(a.height, b.height)
}

function extend(a: Box, b: Box): void {
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  a.width = Math.max(a.x + a.width, b.x + b.width) - x
  a.height = Math.max(a.y + a.height, b.y + b.height) - y
  a.x = x
  a.y = y
}

/** The width of a stretch of text, in thousandths of the font's size, were it set in Helvetica. */
function inked(text: string, from: number, to: number): number {
  let width = 0
  for (let index = from; index < to; index += 1) width += widthOf(text.charCodeAt(index))
  return width
}

// Widths of the printable ASCII characters in Helvetica (Adobe core 14 fonts, AFM), in groups of equal width.
const groups: [number, string][] = [
  [191, "'"],
  [222, 'ijl'],
  [260, '|'],
  [278, ' !,./:;I[\\]ft'],
  [333, '()-`r'],
  [334, '{}'],
  [355, '"'],
  [389, '*'],
  [469, '^'],
  [500, 'Jcksvxyz'],
  [584, '+<=>~'],
  [611, 'FTZ'],
  [667, '&ABEKPSVXY'],
  [722, 'CDHNRUw'],
  [778, 'GOQ'],
  [833, 'Mm'],
  [889, '%'],
  [944, 'W'],
  [1_015, '@'],
]
const widths = new Map(
  groups.flatMap(([width, letters]) => [...letters].map((letter) => [letter.charCodeAt(0), width])),
)

function widthOf(code: number): number {
  // East Asian letters are as wide as they are high; halves of surrogate pairs share such a width.
  if (code >= 0xd800 && code <= 0xdfff) return 500
  if (code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xffdc))) return 1_000
  return widths.get(code) ?? 556
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
