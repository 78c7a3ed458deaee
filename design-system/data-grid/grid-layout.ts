import type { ReactElement, ReactNode } from 'react'

/** A column: how wide, on which side, what its header offers, and what a cell shows. */
export type GridColumn<Row> = {
  id: string
  header: string
  /** A CSS grid track, `minmax(240px, 1fr)` say. */
  width: string
  align?: 'end'
  sortable?: boolean
  groupable?: boolean
  cell: (row: Row) => ReactNode
  /** What a copied cell says; without it the column is left out of copies. */
  text?: (row: Row) => string
  /** The control that edits the cell where it stands, or undefined where this row's may not be changed. */
  edit?: (row: Row, done: () => void) => ReactElement | undefined
}

/** The sort in force. */
export type GridSort = { column: string; descending: boolean }

/** How a reader arranged the columns. */
export type GridLayout = {
  hidden: readonly string[]
  pinned: readonly string[]
  /** In pixels, by column. */
  widths: Readonly<Record<string, number>>
  /** Ids from left to right; columns that are not named follow in their own order. */
  order: readonly string[]
}

/** Columns as they come. */
export const plainLayout: GridLayout = { hidden: [], pinned: [], widths: {}, order: [] }

/** Narrowest a column can be made, and by how much one key press changes it, in pixels. */
export const narrowest = 56
const step = 40

/** The columns that are shown, pinned ones first. */
export function shownColumns<Row>(columns: GridColumn<Row>[], layout: GridLayout): GridColumn<Row>[] {
  const place = new Map(layout.order.map((id, at) => [id, at]))
  const placeOf = (column: GridColumn<Row>, at: number) => place.get(column.id) ?? layout.order.length + at
  return columns
    .map((column, at) => ({ column, at: placeOf(column, at) }))
    .filter(({ column }) => !layout.hidden.includes(column.id))
    .toSorted(
      (a, b) =>
        Number(layout.pinned.includes(b.column.id)) - Number(layout.pinned.includes(a.column.id)) ||
        a.at - b.at,
    )
    .map(({ column }) => column)
}

/** The pixels that a column takes at least: what was set, else what its track names first. */
export const pixelsOf = <Row>(column: GridColumn<Row>, layout: GridLayout): number =>
  layout.widths[column.id] ?? Number(/(\d+)px/.exec(column.width)?.[1] ?? 160)

/** The track of a column: fixed where it was resized or is pinned, else as the column says. */
export const trackOf = <Row>(column: GridColumn<Row>, layout: GridLayout): string =>
  layout.widths[column.id] !== undefined || layout.pinned.includes(column.id)
    ? `${pixelsOf(column, layout)}px`
    : column.width

/** How far from the left edge each pinned column stays, in pixels; `before` is taken by what stands before them. */
export function pinnedOffsets<Row>(
  shown: GridColumn<Row>[],
  layout: GridLayout,
  before: number,
): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>()
  let left = before
  for (const column of shown) {
    if (!layout.pinned.includes(column.id)) break
    offsets.set(column.id, left)
    left += pixelsOf(column, layout)
  }
  return offsets
}

const toggled = (list: readonly string[], id: string): readonly string[] =>
  list.includes(id) ? list.filter((each) => each !== id) : [...list, id]

/** Shows or hides a column. */
export const toggleHidden = (layout: GridLayout, id: string): GridLayout => ({
  ...layout,
  hidden: toggled(layout.hidden, id),
})

/** Pins or frees a column. */
export const togglePinned = (layout: GridLayout, id: string): GridLayout => ({
  ...layout,
  pinned: toggled(layout.pinned, id),
})

/** Makes a column that many pixels wide. */
export const resized = (layout: GridLayout, id: string, pixels: number): GridLayout => ({
  ...layout,
  widths: { ...layout.widths, [id]: Math.max(narrowest, Math.round(pixels)) },
})

/** Makes a column a step wider (1) or narrower (-1). */
export const nudged = <Row>(layout: GridLayout, column: GridColumn<Row>, by: 1 | -1): GridLayout =>
  resized(layout, column.id, pixelsOf(column, layout) + by * step)

/** Moves a column one place to the left (-1) or right (1) among those shown. */
export function shifted<Row>(
  columns: GridColumn<Row>[],
  layout: GridLayout,
  id: string,
  by: 1 | -1,
): GridLayout {
  const shown = shownColumns(columns, layout).map((column) => column.id)
  const at = shown.indexOf(id)
  const other = shown[at + by]
  if (at < 0 || other === undefined) return layout
  const moved = shown.map((each) => (each === id ? other : each === other ? id : each))
  return { ...layout, order: [...moved, ...layout.hidden] }
}
