import type { ReactNode } from 'react'
import type { GridColumn, GridLayout, GridSort } from './grid-layout.ts'

/** What a grid is given. */
export type GridProps<Row> = {
  label: string
  columns: GridColumn<Row>[]
  rows: Row[]
  rowId: (row: Row) => string
  onOpen: (row: Row) => void
  /** To what the rows are the answer; another one begins at its top. */
  question?: string | undefined
  /** How the columns are arranged; without it the grid keeps that to itself. */
  layout?: GridLayout | undefined
  onLayout?: (layout: GridLayout) => void
  sort?: GridSort | undefined
  onSort?: (sort: GridSort | undefined) => void
  /** The column by which rows are gathered, and what a row's group is called. */
  group?: { column: string; of: (row: Row) => string } | undefined
  onGroup?: (column: string | undefined) => void
  /** Ids of the chosen rows; with it every row has a box, and `x` chooses the current one. */
  selected?: ReadonlySet<string> | undefined
  onSelected?: (ids: ReadonlySet<string>) => void
  /** Called when rows were copied. */
  onCopied?: (count: number) => void
  /** Called when the last rows come into view. */
  onEnd?: (() => void) | undefined
  /** Attributes that tell what a row is about (`data-…`); each cell then says of which column it is. */
  rowMarks?: (row: Row) => Record<string, string>
  /** Further keys that act on the current row. */
  rowKeys?: Record<string, (row: Row) => void>
  footer?: ReactNode
}
