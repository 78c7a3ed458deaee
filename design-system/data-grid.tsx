import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useMemo, useRef, useState, type ReactElement } from 'react'
import { ColumnHeader } from './data-grid/column-header.tsx'
import { pinnedOffsets, plainLayout, shownColumns, trackOf } from './data-grid/grid-layout.ts'
import { gridLines, type GridLine } from './data-grid/grid-lines.ts'
import type { GridProps } from './data-grid/grid-props.ts'
import { GridRow, rowHeight, selectWidth, type RowActs } from './data-grid/grid-row.tsx'
import { GroupLine } from './data-grid/group-line.tsx'
import { SelectAll } from './data-grid/select-all.tsx'
import { useCursor } from './data-grid/use-cursor.ts'
import { useLatest } from './data-grid/use-latest.ts'
import { usePrinting } from './data-grid/use-printing.ts'
import { useSelection } from './data-grid/use-selection.ts'

export type { GridColumn, GridLayout, GridSort } from './data-grid/grid-layout.ts'

/**
 * A virtual table for any number of rows. One tab stop: `j`/`k`, arrows, Home and End move the current row, Enter
 * opens it, Left and Right go to a cell, F2 edits it, `x` chooses the row, Control or Command with C copies. Sorting
 * is the caller's (the server's) work.
 */
export function DataGrid<Row>(props: GridProps<Row>): ReactElement {
  const { columns, rows, rowId, selected } = props
  const [ownLayout, setOwnLayout] = useState(plainLayout)
  const layout = props.layout ?? ownLayout
  const setLayout = props.onLayout ?? setOwnLayout
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const groupOf = props.group?.of
  const lines = useMemo(() => gridLines(rows, groupOf, closed), [rows, groupOf, closed])
  const shown = useMemo(() => shownColumns(columns, layout), [columns, layout])
  const before = selected ? 16 + selectWidth : 16
  const offsets = useMemo(() => pinnedOffsets(shown, layout, before), [shown, layout, before])
  const tracks = [
    ...(selected ? [`${selectWidth}px`] : []),
    ...shown.map((column) => trackOf(column, layout)),
  ].join(' ')

  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  })
  const printing = usePrinting()
  const seen = virtual.getVirtualItems()
  const lastShown = seen.at(-1)?.index ?? -1
  const items = printing ? lines.map((_, index) => ({ index, start: index * rowHeight })) : seen
  const { onEnd } = props
  useEffect(() => {
    if (onEnd && lastShown >= lines.length - 40) onEnd()
  }, [onEnd, lastShown, lines.length])

  useEffect(() => scroller.current?.scrollTo({ top: 0 }), [props.question])

  const toggleGroup = (id: string) =>
    setClosed((old) =>
      old.has(id) ? new Set([...old].filter((each) => each !== id)) : new Set([...old, id]),
    )
  const select = useSelection(props, rows)
  const cursor = useCursor({
    props,
    lines,
    shown,
    select,
    toggleGroup,
    show: (line) => {
      virtual.scrollToIndex(line)
      scroller.current?.focus({ preventScroll: true })
    },
    focus: () => scroller.current?.focus({ preventScroll: true }),
  })
  const acts = useLatest<RowActs>({
    select: select.row,
    pick: (line, event) => {
      const target = lines[line]
      if (target?.kind !== 'row') return
      cursor.goTo(line)
      if (selected && (event.metaKey || event.ctrlKey || event.shiftKey))
        select.row(target.at, event.shiftKey)
      else props.onOpen(target.row)
    },
    edit: cursor.edit,
    edited: cursor.edited,
  })
  const lineId = (line: GridLine<Row> | undefined): string | undefined =>
    line && `${gridId}-${line.kind === 'row' ? rowId(line.row) : `group-${line.id}`}`
  const currentId = lineId(lines[cursor.line])
  const currentColumn = cursor.cell === undefined ? undefined : shown[cursor.cell]

  return (
    <div
      ref={scroller}
      role={props.group ? 'treegrid' : 'grid'}
      aria-label={props.label}
      aria-rowcount={lines.length + 1}
      aria-multiselectable={selected ? true : undefined}
      aria-activedescendant={currentColumn && currentId ? `${currentId}-${currentColumn.id}` : currentId}
      tabIndex={0}
      data-print="grid"
      className="group/grid min-h-0 grow overflow-auto outline-none"
    >
      <div className="min-w-max" role="presentation">
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-10 grid h-8 items-center border-b border-line bg-surface px-4"
          style={{ gridTemplateColumns: tracks }}
        >
          {selected ? (
            <SelectAll count={rows.length} selected={selected.size} onChange={select.everything} />
          ) : null}
          {shown.map((column) => (
            <ColumnHeader
              key={column.id}
              column={column}
              columns={columns}
              layout={layout}
              onLayout={setLayout}
              sort={props.sort}
              onSort={props.onSort}
              group={props.group?.column}
              onGroup={props.onGroup}
              left={offsets.get(column.id)}
            />
          ))}
        </div>
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const line = lines[item.index]
            if (!line) return null
            const id = lineId(line) ?? ''
            if (line.kind === 'group')
              return (
                <GroupLine
                  key={id}
                  id={id}
                  line={line}
                  at={item.index}
                  start={item.start}
                  current={item.index === cursor.line}
                  onToggle={() => toggleGroup(line.id)}
                />
              )
            return (
              <GridRow
                key={id}
                id={id}
                row={line.row}
                at={line.at}
                marks={props.rowMarks}
                columns={shown}
                tracks={tracks}
                offsets={offsets}
                start={item.start}
                line={item.index}
                current={item.index === cursor.line}
                currentCell={item.index === cursor.line ? cursor.cell : undefined}
                editing={item.index === cursor.line && cursor.editing}
                selected={selected?.has(rowId(line.row))}
                acts={acts}
              />
            )
          })}
        </div>
      </div>
      {props.footer ? <div className="sticky left-0 px-4 py-2">{props.footer}</div> : null}
    </div>
  )
}
