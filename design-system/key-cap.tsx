import type { ReactElement, ReactNode } from 'react'

/** A key as printed on a keyboard. */
export function KeyCap({ children }: { children: ReactNode }): ReactElement {
  return (
    <kbd className="inline-flex h-4 min-w-4 items-center justify-center rounded-sm border border-current/30 px-1 font-sans text-[11px] leading-none">
      {children}
    </kbd>
  )
}
