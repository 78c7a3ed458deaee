import type { ReactElement, ReactNode } from 'react'

/** A line at the foot of a list: what is chosen there, and what can be done with it. */
export function SelectionLine(props: { text: string; children: ReactNode }): ReactElement {
  return (
    <div
      role="region"
      aria-label={props.text}
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-t border-line bg-sunken px-4 py-2"
    >
      <span role="status" className="pr-2 text-sm font-strong">
        {props.text}
      </span>
      {props.children}
    </div>
  )
}
