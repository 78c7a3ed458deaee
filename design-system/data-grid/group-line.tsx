import type { ReactElement } from 'react'
import { Icon } from '../icon.tsx'
import { useWords } from '../words.tsx'
import type { GridLine } from './grid-lines.ts'
import { rowHeight } from './grid-row.tsx'

/** The head of a group of rows; it opens and closes. */
export function GroupLine(props: {
  id: string
  line: Extract<GridLine<unknown>, { kind: 'group' }>
  at: number
  start: number
  current: boolean
  onToggle: () => void
}): ReactElement {
  const words = useWords()
  return (
    <div
      id={props.id}
      role="row"
      aria-rowindex={props.at + 2}
      aria-expanded={props.line.open}
      className="absolute inset-x-0 border-b border-line bg-sunken"
      style={{ height: rowHeight, transform: `translateY(${props.start}px)` }}
      onClick={props.onToggle}
    >
      <div
        role="gridcell"
        className={`sticky left-0 flex h-full w-fit items-center gap-2 px-4 text-sm font-strong ${props.current ? 'text-accent' : ''}`}
      >
        <Icon name={props.line.open ? 'chevronDown' : 'chevronRight'} />
        {props.line.id}
        <span className="text-xs font-plain text-faint">{words.groupCount(props.line.count)}</span>
      </div>
    </div>
  )
}
