import type { ReactElement, ReactNode } from 'react'

/** A strip under the controls of a view, for what is going on at the moment. */
export function Tray({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <section aria-label={label} className="shrink-0 border-b border-line bg-sunken">
      {children}
    </section>
  )
}
