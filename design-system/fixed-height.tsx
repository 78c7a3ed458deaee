import type { ReactElement, ReactNode } from 'react'

/** Room of a height that fits the window, for what has no height of its own: a graph. */
export function FixedHeight({ children }: { children: ReactNode }): ReactElement {
  return <div className="h-[max(320px,calc(100dvh-360px))] border-b border-line">{children}</div>
}
