import type { ReactElement } from 'react'
import { useWords } from '../words.tsx'

/** The box that chooses all rows or none. */
export function SelectAll(props: {
  count: number
  selected: number
  onChange: (on: boolean) => void
}): ReactElement {
  const words = useWords()
  const all = props.count > 0 && props.selected >= props.count
  return (
    <div role="columnheader" className="sticky left-4 z-10 flex h-full items-center bg-surface">
      <input
        type="checkbox"
        aria-label={words.selectAll}
        checked={all}
        ref={(box) => {
          if (box) box.indeterminate = !all && props.selected > 0
        }}
        onChange={() => props.onChange(!all)}
        className="size-4 accent-(--accent-solid)"
      />
    </div>
  )
}
