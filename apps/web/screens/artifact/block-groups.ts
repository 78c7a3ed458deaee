import type { TextBlock } from '../../api/artifacts.ts'

/** A block as it is drawn; neighboring cells are drawn as one table. */
export type BlockGroup = {
  start: number
  end: number
  kind: string
  level: number
  page: number | undefined
  rows?: TextBlock[][]
}

/**
 * Puts blocks in reading order, joins neighboring cells into tables by their addresses (`A1`, `B1`, `A2`), and fills
 * what no block covers with plain lines, so that no word of the text is left out. What stands between blocks without
 * a letter or digit is markup (`##`, `|---|`) and not drawn.
 */
export function groupBlocks(text: string, blocks: readonly TextBlock[]): BlockGroup[] {
  const groups: BlockGroup[] = []
  let at = 0
  for (const block of leavesOf(blocks)) {
    if (block.end <= at) continue
    const start = Math.max(block.start, at)
    const last = groups.at(-1)
    groups.push(...plainLines(text, at, start, last?.page))
    const page = block.page ?? undefined
    if (block.kind === 'cell') addCell(groups, { ...block, start }, page)
    else groups.push({ start, end: block.end, kind: block.kind, level: block.level ?? 1, page })
    at = block.end
  }
  groups.push(...plainLines(text, at, text.length, groups.at(-1)?.page))
  return groups
}

/** The blocks in reading order, without rows whose cells are blocks of their own. */
function leavesOf(blocks: readonly TextBlock[]): readonly TextBlock[] {
  const ordered = blocks.toSorted((a, b) => a.start - b.start || a.end - b.end)
  const cells = ordered.filter((block) => block.kind === 'cell')
  let next = 0
  return ordered.filter((block) => {
    if (block.kind !== 'table-row') return true
    while ((cells[next]?.start ?? Infinity) < block.start) next += 1
    return (cells[next]?.end ?? Infinity) > block.end
  })
}

function addCell(groups: BlockGroup[], cell: TextBlock, page: number | undefined): void {
  const last = groups.at(-1)
  const previous = last?.rows?.at(-1)?.at(-1)
  if (!last?.rows || !previous || last.page !== page) {
    groups.push({ start: cell.start, end: cell.end, kind: 'table', level: 1, page, rows: [[cell]] })
    return
  }
  if (previous.cell?.sheet !== cell.cell?.sheet) {
    groups.push({ start: cell.start, end: cell.end, kind: 'table', level: 1, page, rows: [[cell]] })
    return
  }
  const sameRow = rowOf(previous) !== undefined && rowOf(previous) === rowOf(cell)
  if (sameRow) last.rows.at(-1)?.push(cell)
  else last.rows.push([cell])
  last.end = cell.end
}

/** The row of an address like `B12`. */
const rowOf = (block: TextBlock): string | undefined => /(\d+)$/.exec(block.cell?.address ?? '')?.[1]

function plainLines(text: string, from: number, to: number, page: number | undefined): BlockGroup[] {
  const lines: BlockGroup[] = []
  let at = from
  while (at < to) {
    const newline = text.indexOf('\n', at)
    const end = newline === -1 || newline >= to ? to : newline + 1
    if (/[\p{L}\p{N}]/u.test(text.slice(at, end)))
      lines.push({ start: at, end, kind: 'paragraph', level: 1, page })
    at = end
  }
  return lines
}
