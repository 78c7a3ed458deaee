import {
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
  type RowData,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useMemo, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import { moveKeys, useKeys, type KeyBindings } from './keys.ts'

/** A column: how wide, on which side, whether its header sorts, and what a cell shows. */
export type GridColumn<Row> = {
  id: string
  header: string
  /** A CSS grid track, `minmax(240px, 1fr)` say. */
  width: string
  align?: 'end'
  sortable?: boolean
  cell: (row: Row) => ReactNode
}

/** The sort in force. */
export type GridSort = { column: string; descending: boolean }

type GridProps<Row> = {
  label: string
  columns: GridColumn<Row>[]
  hidden?: string[]
  rows: Row[]
  rowId: (row: Row) => string
  onOpen: (row: Row) => void
  sort?: GridSort | undefined
  onSort?: (sort: GridSort | undefined) => void
  /** Called when the last rows come into view. */
  onEnd?: (() => void) | undefined
  /** Further keys that act on the current row. */
  rowKeys?: Record<string, (row: Row) => void>
  footer?: ReactNode
}

const features = tableFeatures({ columnVisibilityFeature })
const rowHeight = 32

/**
 * A virtual table for any number of rows. One tab stop: `j`/`k`, arrows, Home and End move the current row, Enter
 * opens it. Sorting is the caller's (the server's) work.
 */
export function DataGrid<Row extends RowData>(props: GridProps<Row>): ReactElement {
  const { columns, rows, rowId, sort } = props
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)

  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>()
    return columns.map((column) =>
      helper.display({ id: column.id, header: column.header, cell: ({ row }) => column.cell(row.original) }),
    )
  }, [columns])
  const columnVisibility = useMemo(
    () => Object.fromEntries((props.hidden ?? []).map((id) => [id, false])),
    [props.hidden],
  )
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    state: { columnVisibility },
  })
  const modelRows = table.getRowModel().rows

  const virtual = useVirtualizer({
    count: modelRows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  })
  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? -1
  const { onEnd } = props
  useEffect(() => {
    if (onEnd && lastShown >= modelRows.length - 10) onEnd()
  }, [onEnd, lastShown, modelRows.length])

  const index = Math.min(current, Math.max(0, modelRows.length - 1))
  const move = (next: number) => {
    setCurrent(next)
    virtual.scrollToIndex(next)
    scroller.current?.focus({ preventScroll: true })
  }
  const onCurrent = (act: (row: Row) => void) => () => {
    const row = modelRows[index]
    if (row) act(row.original)
  }
  const extra: KeyBindings = Object.fromEntries(
    Object.entries(props.rowKeys ?? {}).map(([key, act]) => [key, onCurrent(act)]),
  )
  useKeys({ ...moveKeys(modelRows.length, index, move), Enter: onCurrent(props.onOpen), ...extra })

  const shown = columns.filter((column) => !(props.hidden ?? []).includes(column.id))
  const tracks = shown.map((column) => column.width).join(' ')
  const byId = new Map(columns.map((column) => [column.id, column]))
  const currentRow = modelRows[index]

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={modelRows.length + 1}
      aria-activedescendant={currentRow ? `${gridId}-${currentRow.id}` : undefined}
      tabIndex={0}
      className="group/grid min-h-0 grow overflow-auto outline-none"
    >
      <div className="min-w-max" role="presentation">
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-10 grid h-8 items-center border-b border-line bg-surface px-4"
          style={{ gridTemplateColumns: tracks }}
        >
          {shown.map((column) => (
            <ColumnHeader key={column.id} column={column} sort={sort} onSort={props.onSort} />
          ))}
        </div>
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = modelRows[item.index]
            if (!row) return null
            return (
              <div
                key={row.id}
                id={`${gridId}-${row.id}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={item.index === index}
                className={classNames(
                  'absolute inset-x-0 grid cursor-default items-center border-b border-line px-4 hover:bg-hover',
                  item.index === index &&
                    'group-focus-visible/grid:bg-accent-soft group-focus-visible/grid:shadow-[inset_2px_0_0_var(--accent)]',
                )}
                style={{
                  gridTemplateColumns: tracks,
                  height: rowHeight,
                  transform: `translateY(${item.start}px)`,
                }}
                onClick={() => {
                  setCurrent(item.index)
                  props.onOpen(row.original)
                }}
              >
                {row.getVisibleCells().map((cell) => (
                  <div
                    key={cell.id}
                    role="gridcell"
                    className={classNames(
                      'min-w-0 truncate pr-4 text-sm',
                      byId.get(cell.column.id)?.align === 'end' && 'text-right',
                    )}
                  >
                    <table.FlexRender cell={cell} />
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
      {props.footer ? <div className="sticky left-0 px-4 py-2">{props.footer}</div> : null}
    </div>
  )
}

function ColumnHeader<Row>(props: {
  column: GridColumn<Row>
  sort: GridSort | undefined
  onSort: GridProps<Row>['onSort']
}): ReactElement {
  const { column, sort, onSort } = props
  const active = sort?.column === column.id ? sort : undefined
  const next = active
    ? active.descending
      ? undefined
      : { column: column.id, descending: true }
    : { column: column.id, descending: false }
  const place = column.align === 'end' ? 'justify-end' : 'justify-start'
  return (
    <div
      role="columnheader"
      aria-sort={active ? (active.descending ? 'descending' : 'ascending') : 'none'}
      className={classNames('flex min-w-0 pr-4', place)}
    >
      {column.sortable && onSort ? (
        <button
          type="button"
          onClick={() => onSort(next)}
          className="inline-flex min-w-0 items-center gap-1 text-xs text-muted hover:text-ink"
        >
          <span className={classNames('truncate', active && 'font-strong text-ink')}>{column.header}</span>
          {active ? <Icon name={active.descending ? 'arrowDown' : 'arrowUp'} className="size-3" /> : null}
        </button>
      ) : (
        <span className="truncate text-xs text-muted">{column.header}</span>
      )}
    </div>
  )
}
