import { union, type Line, type Segment } from './pdf-order.ts'

/** A table found on a page: its rows, each with its cells in order, each cell with its lines and its column (from 0). */
export type FoundTable = { rows: { column: number; segments: Segment[] }[][]; lines: Line[][] }

/**
 * The table that begins with line `index` of a page, and the index of the first line after it; undefined where none
 * begins. Lines with wide gaps make a table when two of them follow each other; a line that fills only later columns
 * and stands closer than rows do goes on the row above it.
 */
export function tableAt(
  lines: readonly Line[],
  index: number,
): { table: FoundTable; next: number } | undefined {
  if (!isTableRow(lines, index)) return undefined
  const rows: Line[][] = []
  let next = index
  for (; next < lines.length; next += 1) {
    const line = lines[next]
    const last = rows.at(-1)
    if (!line) break
    const isInside = last !== undefined && standsInside(last, line)
    if (isInside && isTighter(last, line, rows)) last.push(line)
    else if (isInside || (isTableRow(lines, next) && (!last || line.column === last[0]?.column)))
      rows.push([line])
    else break
  }
  const columns = columnsOf(rows.flat())
  return { table: { rows: rows.map((row) => cellsOf(row, columns)), lines: rows }, next }
}

// Wide gaps alone may be a letterhead; two such lines in a row are a table.
function isTableRow(lines: readonly Line[], index: number): boolean {
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

// Whether a line below a row fills none but later columns of it.
function standsInside(row: Line[], line: Line): boolean {
  const [head] = row
  const last = row.at(-1)
  const first = line.segments[0]
  const left = head?.segments[0]
  if (!head || !last || !first || !left || line.column !== head.column || !near(last, line)) return false
  if (first.box.x <= left.box.x + left.box.width) return false
  return line.segments.every((segment) => head.segments.some((above) => shared(above, segment) > 0))
}

function isTighter(row: Line[], line: Line, rows: readonly Line[][]): boolean {
  const last = row.at(-1)
  if (!last) return false
  const gap = gapBetween(last, line)
  const others = rows.flatMap((each, index) => {
    const below = rows[index + 1]?.[0]
    const end = each.at(-1)
    return below && end ? [gapBetween(end, below)] : []
  })
  return gap < 0.5 * line.size && others.every((other) => gap < other - 0.15 * line.size)
}

function gapBetween(above: Line, below: Line): number {
  return below.box.y - (above.box.y + above.box.height)
}

function shared(a: Segment, b: Segment): number {
  return Math.min(a.box.x + a.box.width, b.box.x + b.box.width) - Math.max(a.box.x, b.box.x)
}

type Column = { from: number; to: number }

/** Columns as stretches across the page: those of the fullest line, widened and added to by the others. */
function columnsOf(lines: readonly Line[]): Column[] {
  const fullest = lines.toSorted((a, b) => b.segments.length - a.segments.length)
  const columns: Column[] = []
  for (const { segments } of fullest)
    for (const { box } of segments) {
      const to = box.x + box.width
      const touched = columns.filter((column) => column.from < to && column.to > box.x)
      const [only] = touched
      if (!only) columns.push({ from: box.x, to })
      else if (touched.length === 1)
        Object.assign(only, { from: Math.min(only.from, box.x), to: Math.max(only.to, to) })
    }
  return columns.toSorted((a, b) => a.from - b.from)
}

function cellsOf(row: Line[], columns: readonly Column[]): { column: number; segments: Segment[] }[] {
  const cells = new Map<number, Segment[]>()
  let least = 0
  for (const { segments } of row) {
    least = 0
    for (const segment of segments) {
      const found = columns.findIndex(
        ({ from, to }) => from < segment.box.x + segment.box.width && to > segment.box.x,
      )
      const column = Math.max(found, least)
      least = column + 1
      cells.set(column, [...(cells.get(column) ?? []), segment])
    }
  }
  return [...cells].toSorted(([a], [b]) => a - b).map(([column, segments]) => ({ column, segments }))
}
