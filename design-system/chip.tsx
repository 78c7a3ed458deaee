import type { ReactElement, ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** Something set that can be taken away: a filter in force. */
export function Chip(props: {
  children: ReactNode
  removeLabel: string
  onRemove: () => void
}): ReactElement {
  return (
    <span className="inline-flex h-6 items-center overflow-hidden rounded border border-line-strong text-xs">
      <span className="px-2">{props.children}</span>
      <button
        type="button"
        aria-label={props.removeLabel}
        onClick={props.onRemove}
        className="flex h-full items-center border-l border-line-strong px-1 text-muted hover:bg-hover hover:text-ink"
      >
        <Icon name="close" className="size-3" />
      </button>
    </span>
  )
}
