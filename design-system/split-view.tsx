import type { ReactElement, ReactNode } from 'react'

/** A list on the left and what is current in it on the right; one above the other where the view is narrow. */
export function SplitView({ list, children }: { list: ReactNode; children: ReactNode }): ReactElement {
  return (
    <div className="flex min-h-0 grow flex-col lg:flex-row">
      <div className="shrink-0 overflow-y-auto border-line max-lg:max-h-56 max-lg:border-b lg:w-96 lg:border-r">
        {list}
      </div>
      <div className="flex min-h-0 min-w-0 grow flex-col">{children}</div>
    </div>
  )
}

/** A line of buttons that stays at the bottom of a view. */
export function ActionBar({ children }: { children: ReactNode }): ReactElement {
  return <div className="flex shrink-0 items-center gap-2 border-t border-line px-6 py-3">{children}</div>
}
