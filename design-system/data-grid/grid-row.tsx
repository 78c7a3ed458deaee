import type { MouseEvent, ReactElement } from 'react'
import { classNames } from '../class-names.ts'
import { useWords } from '../words.tsx'
import type { GridColumn } from './grid-layout.ts'

/** Height of a line, in pixels. */
export const rowHeight = 32

/** Width of the column of boxes that select, in pixels. */
export const selectWidth = 32

/** One row: its cells, its box, and the control where one cell is being edited. */
export function GridRow<Row>(props: {
  id: string
  row: Row
  marks: Record<string, string> | undefined
  columns: GridColumn<Row>[]
  tracks: string
  offsets: ReadonlyMap<string, number>
  start: number
  line: number
  current: boolean
  currentCell: number | undefined
  editing: boolean
  selected: boolean | undefined
  onSelect: (range: boolean) => void
  onPick: (event: MouseEvent) => void
  onEdit: (cell: number) => void
  onEdited: () => void
}): ReactElement {
  const { row, columns, offsets, selected, current } = props
  const ground = selected ? 'bg-accent-soft' : 'bg-surface group-hover/row:bg-hover'
  return (
    <div
      id={props.id}
      role="row"
      {...props.marks}
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
      onClick={props.onPick}
    >
      {selected === undefined ? null : (
        <SelectBox checked={selected} ground={ground} onSelect={props.onSelect} />
      )}
      {columns.map((column, at) => {
        const left = offsets.get(column.id)
        const control =
          props.editing && props.currentCell === at ? column.edit?.(row, props.onEdited) : undefined
        return (
          <div
            key={column.id}
            id={`${props.id}-${column.id}`}
            role="gridcell"
            data-line-field={props.marks ? column.id : undefined}
            className={classNames(
              'flex h-full min-w-0 items-center pr-4 text-sm',
              column.align === 'end' && 'justify-end text-right',
              left !== undefined && 'sticky z-[1]',
              left !== undefined && ground,
              props.currentCell === at && current && !control && 'rounded-sm inset-ring-2 inset-ring-accent',
            )}
            style={left === undefined ? undefined : { left }}
            onDoubleClick={column.edit ? () => props.onEdit(at) : undefined}
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
