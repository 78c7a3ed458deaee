import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

/** Class names for a link of the side bar; put them on the router's own link. */
export const navigationLink = classNames(
  'flex h-7 items-center gap-2 rounded px-2 text-sm text-muted hover:bg-hover hover:text-ink',
  'data-[status=active]:bg-hover data-[status=active]:font-strong data-[status=active]:text-ink',
)

/** What stands in such a link. */
export function NavigationLabel(props: {
  icon: IconName
  count?: number | undefined
  children: ReactNode
}): ReactElement {
  return (
    <>
      <Icon name={props.icon} />
      <span className="min-w-0 grow truncate text-left">{props.children}</span>
      {props.count ? <span className="text-xs text-faint">{props.count}</span> : null}
    </>
  )
}

/** Links under a heading. */
export function NavigationGroup(props: { label?: string | undefined; children: ReactNode }): ReactElement {
  return (
    <div className="flex flex-col gap-px">
      {props.label ? <div className="px-2 pt-3 pb-1 text-xs text-faint">{props.label}</div> : null}
      {props.children}
    </div>
  )
}

/** Class names for a link inside text. */
export const textLink =
  'text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-current'

/** Class names for a link that keeps the look of what surrounds it; what can be hit is 24 px high, whatever its line is. */
export const plainLink = 'py-0.5 hover:underline underline-offset-2'

/** The same for a link that is cut to one line. */
export const cutLink = 'block min-w-0 truncate py-0.5 hover:underline underline-offset-2'

/** Class names for a button that stands among the links of the side bar. */
export const navigationButton = classNames(
  'data-over:bg-accent-soft data-over:text-ink flex h-7 w-full min-w-0 items-center gap-2 rounded px-2 text-sm text-muted hover:bg-hover hover:text-ink',
)
