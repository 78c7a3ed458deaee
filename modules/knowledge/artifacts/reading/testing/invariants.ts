import type { Reading } from '../reading.ts'

/**
 * What is wrong with a reading, as sentences; an empty list for every sound one. Checked is what `Reading` promises:
 * storable text; no empty block; blocks ordered by start and inside of the text; blocks other than cells apart from
 * one another; cells apart from one another and each inside the row before it; runs ordered, apart and in the text.
 */
export function faultsOf(reading: Reading): string[] {
  const { text, blocks, runs = [] } = reading
  const faults: string[] = []
  if (text.includes('\0') || !text.isWellFormed() || text.includes('\r')) faults.push('text is not storable')
  let flowEnd = 0
  let cellEnd = 0
  let lastStart = 0
  let row: { start: number; end: number } | undefined
  for (const { start, end, kind } of blocks) {
    const where = `${kind} ${start}-${end}`
    if (start < 0 || end > text.length) faults.push(`${where} lies outside of the text`)
    if (text.slice(start, end).trim() === '') faults.push(`${where} is empty`)
    if (start < lastStart) faults.push(`${where} is out of order`)
    lastStart = start
    if (kind === 'cell') {
      if (start < cellEnd) faults.push(`${where} overlaps another cell`)
      if (!row || start < row.start || end > row.end) faults.push(`${where} lies outside of its row`)
      cellEnd = end
    } else {
      if (start < flowEnd) faults.push(`${where} overlaps another block`)
      flowEnd = end
      row = kind === 'table-row' ? { start, end } : undefined
    }
  }
  let runEnd = 0
  for (const [start, end] of runs) {
    if (start < runEnd || end <= start || end > text.length) faults.push(`run ${start}-${end} is misplaced`)
    runEnd = end
  }
  return faults
}
