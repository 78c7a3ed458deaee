import type { ReactElement } from 'react'

/** A figure with what it counts under it. */
export function Figure(props: { value: string; label: string; note?: string | undefined }): ReactElement {
  return (
    <div className="flex min-w-0 flex-col">
      <span className="text-xl font-strong tabular-nums">{props.value}</span>
      <span className="text-xs text-muted">{props.label}</span>
      {props.note ? <span className="text-xs text-faint">{props.note}</span> : null}
    </div>
  )
}
