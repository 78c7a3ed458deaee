import { memo, type MouseEvent, type ReactElement } from 'react'
import { classNames } from '../class-names.ts'
import { useWords } from '../words.tsx'
import type { GridColumn } from './grid-layout.ts'

/** Height of a line, in pixels. */
export const rowHeight = 32

/** Width of the column of boxes that select, in pixels. */
export const selectWidth = 32

/** What can be done with a row; the same object for the life of a grid, so that rows are not drawn anew for it. */
export type RowActs = {
  select: (at: number, range: boolean) => void
  pick: (line: number, event: MouseEvent) => void
  edit: (line: number, cell: number) => void
  edited: () => void
}

type GridRowProps<Row> = {
  id: string
  row: Row
  /** The place of the row among all rows. */
  at: number
  marks: ((row: Row) => Record<string, string>) | undefined
  columns: GridColumn<Row>[]
  tracks: string
  offsets: ReadonlyMap<string, number>
  start: number
  line: number
  current: boolean
  currentCell: number | undefined
  editing: boolean
  selected: boolean | undefined
  acts: RowActs
}

/**
 * One row: its cells, its box, and the control where one cell is being edited. While a grid scrolls only the rows that
 * come into view are drawn.
 */
export const GridRow = memo(RowOfCells) as typeof RowOfCells

function RowOfCells<Row>(props: GridRowProps<Row>): ReactElement {
  const { row, columns, offsets, selected, current, acts } = props
  const marks = props.marks?.(row)
  const ground = selected ? 'bg-accent-soft' : 'bg-surface group-hover/row:bg-hover'
  return (
    <div
      id={props.id}
      role="row"
      {...marks}
      aria-rowindex={props.line + 2}
      aria-selected={selected ?? current}
      className={classNames(
        'group/row absolute inset-x-0 grid cursor-default items-center border-b border-line px-4 hover:bg-hover',
        selected && 'bg-accent-soft',
        current &&
          'group-focus-visible/grid:bg-accent-soft group-focus-visible/grid:shadow-[inset_2px_0_0_var(--accent)]',
      )}
      style={{
        gridTemplateColumns: props.tracks,
        height: rowHeight,
        transform: `translateY(${props.start}px)`,
      }}
      onClick={(event) => acts.pick(props.line, event)}
    >
      {selected === undefined ? null : (
        <SelectBox checked={selected} ground={ground} onSelect={(range) => acts.select(props.at, range)} />
      )}
      {columns.map((column, at) => {
        const left = offsets.get(column.id)
        const control =
          props.editing && props.currentCell === at ? column.edit?.(row, acts.edited) : undefined
        return (
          <div
            key={column.id}
            id={`${props.id}-${column.id}`}
            role="gridcell"
            data-line-field={marks ? column.id : undefined}
            className={classNames(
              'flex h-full min-w-0 items-center pr-4 text-sm',
              column.align === 'end' && 'justify-end text-right',
              left !== undefined && 'sticky z-[1]',
              left !== undefined && ground,
              props.currentCell === at && current && !control && 'rounded-sm inset-ring-2 inset-ring-accent',
            )}
            style={left === undefined ? undefined : { left }}
            onDoubleClick={column.edit ? () => acts.edit(props.line, at) : undefined}
            onClick={control ? (event) => event.stopPropagation() : undefined}
          >
            {control ?? <div className="min-w-0 grow truncate">{column.cell(row)}</div>}
          </div>
        )
      })}
    </div>
  )
}

function SelectBox(props: {
  checked: boolean
  ground: string
  onSelect: (range: boolean) => void
}): ReactElement {
  const words = useWords()
  return (
    <div role="gridcell" className={classNames('sticky left-4 z-[1] flex h-full items-center', props.ground)}>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={words.selectRow}
        checked={props.checked}
        className="size-4 accent-(--accent-solid)"
        onClick={(event) => {
          event.stopPropagation()
          props.onSelect(event.shiftKey)
        }}
        readOnly
      />
    </div>
  )
}
