import type { ReactElement, ReactNode } from 'react'

/** A bar over a view for what is selected in it. It stands at the bottom, where it hides nothing that is being read. */
export function FloatingBar({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div className="pointer-events-none sticky bottom-4 z-20 flex justify-center px-4">
      <div
        role="toolbar"
        aria-label={label}
        className="pointer-events-auto flex max-w-full flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-raised px-3 py-2 shadow-float"
      >
        {children}
      </div>
    </div>
  )
}
