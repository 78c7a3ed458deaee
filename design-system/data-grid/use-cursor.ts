import { useState } from 'react'
import { moveKeys, useKeys, type KeyBindings } from '../keys.ts'
import { copyRows } from './copied-rows.ts'
import type { GridColumn } from './grid-layout.ts'
import type { GridLine } from './grid-lines.ts'
import type { GridProps } from './grid-props.ts'
import type { Selection } from './use-selection.ts'

/** Where the keyboard is: a line, perhaps a cell of it, perhaps in the middle of editing that. */
export function useCursor<Row>(input: {
  props: GridProps<Row>
  lines: GridLine<Row>[]
  shown: GridColumn<Row>[]
  select: Selection
  toggleGroup: (id: string) => void
  show: (line: number) => void
  focus: () => void
}) {
  const { props, lines, shown, select } = input
  const [place, setPlace] = useState<{ line: number; cell: number | undefined; editing: boolean }>({
    line: 0,
    cell: undefined,
    editing: false,
  })
  const line = Math.min(place.line, Math.max(0, lines.length - 1))
  const goTo = (next: number) => setPlace({ ...place, line: next, editing: false })
  const toCell = (by: 1 | -1) => () => {
    const next = (place.cell ?? (by === 1 ? -1 : shown.length)) + by
    setPlace({ line, cell: next < 0 || next >= shown.length ? undefined : next, editing: false })
  }
  const edit = (at: number, cell: number) => {
    const target = lines[at]
    if (target?.kind === 'row' && shown[cell]?.edit?.(target.row, () => undefined))
      setPlace({ line: at, cell, editing: true })
  }
  const onRow = (act: (row: Row, at: number) => void) => () => {
    const target = lines[line]
    if (target?.kind === 'row') act(target.row, target.at)
  }
  const copy = (event: KeyboardEvent) => {
    // Chosen words on the page are what the reader means to copy; otherwise the rows.
    if ((getSelection()?.toString() ?? '') !== '' || event.target instanceof HTMLInputElement) return
    const target = lines[line]
    const chosen = props.rows.filter((row) => props.selected?.has(props.rowId(row)))
    const rows = chosen.length > 0 ? chosen : target?.kind === 'row' ? [target.row] : []
    void copyRows(shown, rows).then(() => props.onCopied?.(rows.length))
  }
  const extra: KeyBindings = Object.fromEntries(
    Object.entries(props.rowKeys ?? {}).map(([key, act]) => [key, onRow(act)]),
  )
  useKeys({
    ...moveKeys(lines.length, line, (next) => {
      goTo(next)
      input.show(next)
    }),
    ArrowRight: toCell(1),
    ArrowLeft: toCell(-1),
    Enter: () => {
      const target = lines[line]
      if (target?.kind === 'group') input.toggleGroup(target.id)
      else if (place.cell !== undefined && shown[place.cell]?.edit) edit(line, place.cell)
      else if (target) props.onOpen(target.row)
    },
    F2: () => edit(line, place.cell ?? shown.findIndex((column) => column.edit)),
    Escape: place.cell === undefined ? undefined : () => setPlace({ line, cell: undefined, editing: false }),
    ...(props.selected
      ? {
          x: onRow((_, at) => select.row(at, false)),
          'mod+c': copy,
        }
      : {}),
    ...extra,
  })
  return {
    line,
    cell: place.cell,
    editing: place.editing,
    goTo,
    edit,
    edited: () => {
      setPlace({ ...place, editing: false })
      input.focus()
    },
  }
}
