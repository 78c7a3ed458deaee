import type { Reader } from '#kernel/entities/index.ts'
import { locate, type Box, type CellAddress } from '../reading/index.ts'
import { textOf, type StoredText } from '../store.ts'

/**
 * Where words stand in their source, in the shape of a span: the page of the first word, its rectangles on that page
 * in PDF points from the top left, and the cell (`Costs!B7`) or run of cells (`Costs!B7:D7`).
 */
export interface Place {
  page?: number
  boxes?: Box[]
  cell?: string
}

/** Where the words from `start` to `end` stand, given the text at hand. Pure. */
export const placeIn = (
  stored: Pick<StoredText, 'text' | 'blocks' | 'runs'>,
  start: number,
  end: number,
): Place => {
  const { page, boxes = [], cells = [] } = locate(stored, start, end)
  const cell = cellsInWords(cells)
  return {
    ...(page === undefined
      ? {}
      : { page, boxes: boxes.filter((box) => box.page === page).map(({ page: _page, ...box }) => box) }),
    ...(cell === undefined ? {} : { cell }),
  }
}

/** Where the words from `start` to `end` of a file stand; an empty place where it has no text. */
export const locateSpan = async (
  reader: Reader,
  artifactId: string,
  start: number,
  end: number,
): Promise<Place> => {
  const stored = await textOf(reader, artifactId)
  return stored ? placeIn(stored, start, end) : {}
}

const cellsInWords = (cells: readonly CellAddress[]): string | undefined => {
  const [first] = cells
  const last = cells.filter(({ sheet }) => sheet === first?.sheet).at(-1)
  if (!first || !last) return undefined
  return `${first.sheet}!${first.address}${last.address === first.address ? '' : `:${last.address}`}`
}
