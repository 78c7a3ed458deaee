import { basename } from 'node:path'
import { cellAddress } from '../reading/cell-address.ts'
import { ReadingError, type Reading } from '../reading/index.ts'
import type { Gold } from './gold-files.ts'

/** How many of how many agree, by what was compared. */
export type GoldCounts = Record<string, { right: number; of: number }>

/** Compares what came of reading a file (a reading, or what was thrown) with what is known of it, and counts. */
export const compareWithGold = (counts: GoldCounts, gold: Gold, file: string, outcome: unknown): void => {
  const said = gold.lines.get(file)
  const code = outcome instanceof ReadingError ? outcome.code : undefined
  const reading = isReading(outcome) ? outcome : undefined
  if (said?.category === 'encrypted') count(counts, 'encrypted files recognized', code === 'encrypted')
  if (said?.category === 'normal') count(counts, 'ordinary files with text', reading !== undefined)
  if (said?.subject != null && said.subject !== '')
    count(counts, 'subjects', squashed(reading?.title ?? '') === squashed(said.subject))
  if (said?.attachments)
    count(counts, 'numbers of attachments', reading?.attachments.length === said.attachments.length)
  const sheets = gold.sheets.get(basename(file))
  if (sheets) compareCells(counts, sheets, reading)
}

const compareCells = (
  counts: GoldCounts,
  sheets: readonly { sheet: number; rows: string[][] }[],
  reading: Reading | undefined,
): void => {
  const cells = new Map<string, string>()
  const text = reading?.text ?? ''
  for (const { cell, kind, start, end } of reading?.blocks ?? [])
    if (kind === 'cell' && cell)
      cells.set(cell.address, `${cells.get(cell.address) ?? ''}\n${text.slice(start, end)}`)
  for (const { rows } of sheets)
    for (const [row, values] of rows.entries())
      for (const [column, value] of values.entries()) {
        if (value.trim() === '') continue
        const ours = (cells.get(cellAddress(row, column)) ?? '').split('\n').map(squashed)
        count(counts, 'cells at their address', ours.includes(squashed(value)))
      }
}

const count = (counts: GoldCounts, what: string, isRight: boolean): void => {
  const known = (counts[what] ??= { right: 0, of: 0 })
  known.of += 1
  if (isRight) known.right += 1
}

const isReading = (outcome: unknown): outcome is Reading =>
  typeof outcome === 'object' && outcome !== null && 'blocks' in outcome && 'text' in outcome

const squashed = (text: string): string => text.replace(/\s+/g, '').toLowerCase()
