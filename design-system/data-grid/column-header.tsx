import { useRef, type PointerEvent, type ReactElement } from 'react'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import { Menu, type MenuItem } from '../menu.tsx'
import { useWords } from '../words.tsx'
import {
  nudged,
  resized,
  shifted,
  toggleHidden,
  togglePinned,
  type GridColumn,
  type GridLayout,
  type GridSort,
} from './grid-layout.ts'

type HeaderProps<Row> = {
  column: GridColumn<Row>
  columns: GridColumn<Row>[]
  layout: GridLayout
  onLayout: (layout: GridLayout) => void
  sort: GridSort | undefined
  onSort: ((sort: GridSort | undefined) => void) | undefined
  group: string | undefined
  onGroup: ((column: string | undefined) => void) | undefined
  left: number | undefined
}

/** The head of a column: its name, its sort, a menu of what can be done with it, and an edge to drag. */
export function ColumnHeader<Row>(props: HeaderProps<Row>): ReactElement {
  const { column, sort, layout } = props
  const words = useWords()
  const active = sort?.column === column.id ? sort : undefined
  return (
    <div
      role="columnheader"
      aria-sort={active ? (active.descending ? 'descending' : 'ascending') : 'none'}
      className={classNames(
        'relative flex h-full min-w-0 items-center pr-4',
        column.align === 'end' && 'justify-end',
        props.left !== undefined && 'sticky z-10 bg-surface',
      )}
      style={props.left === undefined ? undefined : { left: props.left }}
    >
      <Menu
        trigger={
          <button
            type="button"
            aria-label={words.columnMenu(column.header)}
            className="inline-flex min-w-0 items-center gap-1 rounded-sm text-xs text-muted hover:text-ink"
          >
            <span className={classNames('truncate', active && 'font-strong text-ink')}>{column.header}</span>
            {active ? <Icon name={active.descending ? 'arrowDown' : 'arrowUp'} className="size-3" /> : null}
          </button>
        }
        items={itemsOf(props, words)}
      />
      <ResizeEdge onDrag={(by, from) => props.onLayout(resized(layout, column.id, from + by))} />
    </div>
  )
}

function itemsOf<Row>(props: HeaderProps<Row>, words: ReturnType<typeof useWords>): MenuItem[] {
  const { column, columns, layout, onLayout, sort, onSort, group, onGroup } = props
  const sorted = sort?.column === column.id
  const by = (descending: boolean) => () => onSort?.({ column: column.id, descending })
  return [
    ...(column.sortable && onSort
      ? ([
          { label: words.sortUp, icon: 'arrowUp', onSelect: by(false) },
          { label: words.sortDown, icon: 'arrowDown', onSelect: by(true) },
          ...(sorted
            ? [{ label: words.unsort, icon: 'close' as const, onSelect: () => onSort(undefined) }]
            : []),
        ] satisfies MenuItem[])
      : []),
    ...(column.groupable && onGroup
      ? [
          {
            label: group === column.id ? words.ungroup : words.group,
            icon: 'list' as const,
            onSelect: () => onGroup(group === column.id ? undefined : column.id),
          },
        ]
      : []),
    'separator',
    {
      label: layout.pinned.includes(column.id) ? words.unpin : words.pin,
      onSelect: () => onLayout(togglePinned(layout, column.id)),
    },
    { label: words.moveLeft, onSelect: () => onLayout(shifted(columns, layout, column.id, -1)) },
    { label: words.moveRight, onSelect: () => onLayout(shifted(columns, layout, column.id, 1)) },
    { label: words.wider, onSelect: () => onLayout(nudged(layout, column, 1)) },
    { label: words.narrower, onSelect: () => onLayout(nudged(layout, column, -1)) },
    { label: words.hideColumn, onSelect: () => onLayout(toggleHidden(layout, column.id)) },
  ]
}

/** The edge that a pointer drags; the keyboard has the menu's words for it. */
function ResizeEdge(props: { onDrag: (by: number, from: number) => void }): ReactElement {
  const begin = useRef<{ x: number; width: number }>(undefined)
  const start = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault()
    const width = event.currentTarget.parentElement?.getBoundingClientRect().width ?? 0
    begin.current = { x: event.clientX, width }
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  return (
    <div
      aria-hidden="true"
      className="absolute inset-y-1 right-1 w-2 cursor-col-resize border-r border-transparent hover:border-line-strong"
      onPointerDown={start}
      onPointerMove={(event) => {
        if (begin.current) props.onDrag(event.clientX - begin.current.x, begin.current.width)
      }}
      onPointerUp={() => {
        begin.current = undefined
      }}
    />
  )
}
