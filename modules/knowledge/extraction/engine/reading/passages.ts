import type { Block, BlockKind, ExtractionSource, Span } from '../source.ts'
import { trimmed } from './lines.ts'
import { layOut } from './plain-layout.ts'

/** A block with the headings above it and, for a table row, its cells. Passages never overlap. */
export type Passage = Span & {
  kind: BlockKind
  /** Headings above, outermost first, without marks. */
  headingPath: readonly string[]
  /** Cells of a table row, trimmed, each at its column where the reader knew it, with empty spans between; none for every other kind. */
  cells: readonly Span[]
}

/**
 * The whole text as passages in order: the readers' blocks, and our own layout of what they left uncovered. Headers,
 * footers and numbers of pages say nothing and are left out.
 */
export function passagesOf(source: ExtractionSource): Passage[] {
  const { text } = source
  const headings: { level: number; title: string }[] = []
  return topBlocks(source).map(({ block, cells }) => {
    const { start, end, kind } = block
    if (kind === 'heading') {
      const level = block.level ?? 1
      while ((headings.at(-1)?.level ?? 0) >= level) headings.pop()
      const path = headings.map((h) => h.title)
      headings.push({ level, title: headingTitle(text.slice(start, end)) })
      return { start, end, kind, headingPath: path, cells: [] }
    }
    const headingPath = headings.map((h) => h.title)
    return {
      start,
      end,
      kind,
      headingPath,
      cells: kind === 'table-row' ? (cells ? inColumns(cells) : splitRow(text, block)) : [],
    }
  })
}

/** The words of a heading without hash marks, underline, numbering and closing colon. */
export function headingTitle(words: string): string {
  return words
    .replace(/\n[=-]+\s*$/, '')
    .replace(/^#+\s*|\s*#+\s*$/g, '')
    .replace(/^\d+(?:\.\d+)*[.)]?\s+/, '')
    .replace(/[*_`]+/g, '')
    .replace(/\s*:$/, '')
    .replace(/\s+/g, ' ')
    .trim()
}

type Top = { block: Block; cells?: Block[] }

function topBlocks({ text, blocks }: ExtractionSource): Top[] {
  const sorted = blocks
    .map((b) => ({
      ...b,
      ...trimmed(text, { start: Math.max(0, b.start), end: Math.min(text.length, b.end) }),
    }))
    .filter((b) => b.end > b.start)
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
  const tops: Top[] = []
  let covered = 0
  for (const block of sorted) {
    const last = tops.at(-1)
    if (block.start < covered) {
      if (last && block.kind === 'cell' && block.end <= last.block.end) (last.cells ??= []).push(block)
      continue
    }
    tops.push(...uncovered(text, covered, block.start))
    if (block.kind === 'cell' && last?.cells && sameRow(text, last.block, block)) {
      last.block = { ...last.block, end: block.end }
      last.cells.push(block)
    } else if (block.kind === 'cell') tops.push({ block: { ...block, kind: 'table-row' }, cells: [block] })
    else tops.push({ block })
    covered = block.end
  }
  tops.push(...uncovered(text, covered, text.length))
  return tops.filter(({ block }) => block.kind !== 'running')
}

const uncovered = (text: string, start: number, end: number): Top[] =>
  start >= end ? [] : layOut(text, { start, end }).map((block) => ({ block }))

/** Cells that no row block encloses form a row as long as no line break stands between them. */
const sameRow = (text: string, row: Block, cell: Block): boolean =>
  !text.slice(row.end, cell.start).includes('\n')

/** Columns beyond which gaps are not filled. */
const mostColumns = 200

/** The cells of a row at their columns: sheets leave empty cells out, which would shift those behind them. */
function inColumns(cells: readonly Block[]): Span[] {
  const columns = cells.map(({ cell }) => columnOf(cell?.address))
  const placed = columns.every((column, at) => column > (columns[at - 1] ?? -1) && column < mostColumns)
  if (!placed) return cells.map(({ start, end }) => ({ start, end }))
  const row: Span[] = []
  for (const [at, { start, end }] of cells.entries()) {
    while (row.length < (columns[at] ?? 0)) row.push({ start, end: start })
    row.push({ start, end })
  }
  return row
}

/** `C7` → 2; -1 for what is no address of a cell. */
function columnOf(address: string | undefined): number {
  const letters = /^([A-Z]{1,3})\d+$/.exec(address ?? '')?.[1]
  if (letters === undefined) return -1
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function splitRow(text: string, row: Span): Span[] {
  const cells: Span[] = []
  const piped = text.slice(row.start, row.end).includes('|')
  let from = row.start
  for (let at = row.start; at <= row.end; at++) {
    const unit = at === row.end ? -1 : text.charCodeAt(at)
    const separates =
      at === row.end || (piped ? unit === 0x7c && text.charCodeAt(at - 1) !== 0x5c : unit === 9)
    if (!separates) continue
    const outer = piped && (at === row.start || (at === row.end && from === row.end))
    if (!outer) cells.push(trimmed(text, { start: from, end: at }))
    from = at + 1
  }
  return cells
}
