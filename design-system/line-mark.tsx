import type { ReactElement } from 'react'
import { Icon } from './icon.tsx'

/** The small mark that floats at the end of what the pointer rests on. The keyboard has a key for it. */
export function LineMark(props: {
  label: string
  top: number
  left: number
  onClick: () => void
}): ReactElement {
  return (
    <button
      type="button"
      data-line-mark=""
      tabIndex={-1}
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
      className="fixed z-20 flex size-5 items-center justify-center rounded-sm border border-line-strong bg-raised text-accent hover:bg-accent-soft"
      style={{ top: props.top, left: props.left }}
    >
      <Icon name="line" className="size-3.5" />
    </button>
  )
}
