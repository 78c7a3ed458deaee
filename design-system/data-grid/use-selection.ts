import { useRef } from 'react'
import type { GridProps } from './grid-props.ts'

/** Ways to choose rows, by their place among all rows. */
export type Selection = { row: (at: number, range: boolean) => void; everything: (on: boolean) => void }

/** Choosing rows: one, a range from the one chosen before, all. */
export function useSelection<Row>(props: GridProps<Row>, rows: Row[]): Selection {
  const last = useRef(0)
  const { selected, onSelected, rowId } = props
  return {
    row: (at, range) => {
      if (!selected || !onSelected) return
      const next = new Set(selected)
      const [from, to] = range ? [Math.min(last.current, at), Math.max(last.current, at)] : [at, at]
      const ids = rows.slice(from, to + 1).map(rowId)
      const add = range || !ids.every((id) => selected.has(id))
      for (const id of ids)
        if (add) next.add(id)
        else next.delete(id)
      last.current = at
      onSelected(next)
    },
    everything: (on) => onSelected?.(new Set(on ? rows.map(rowId) : [])),
  }
}
