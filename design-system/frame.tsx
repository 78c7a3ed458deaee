import { useEffect, useRef, type ReactElement, type ReactNode } from 'react'

/**
 * The frame of the application: a side bar and the current view. Below 768 px the side bar is a drawer, which takes the
 * focus while it is open and gives it back when Escape or a touch beside it closes it.
 */
export function AppFrame(props: {
  skipLabel: string
  side: ReactNode
  sideOpen: boolean
  onSideClose: () => void
  children: ReactNode
}): ReactElement {
  const side = useRef<HTMLElement>(null)
  const { sideOpen, onSideClose } = props
  useEffect(() => {
    if (!sideOpen) return
    const before = document.activeElement
    side.current?.querySelector<HTMLElement>('button, a[href]')?.focus()
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && document.querySelector('dialog[open], [role="menu"]') === null)
        onSideClose()
    }
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('keydown', close)
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [sideOpen, onSideClose])
  return (
    <div data-print="flow" className="flex h-full">
      <a
        href="#main"
        data-print="hide"
        className="absolute -top-20 left-2 z-50 rounded bg-accent-solid px-3 py-1 text-on-accent focus:top-2"
      >
        {props.skipLabel}
      </a>
      {props.sideOpen ? (
        <div
          aria-hidden="true"
          className="fixed inset-0 z-20 bg-scrim md:hidden"
          onClick={props.onSideClose}
        />
      ) : null}
      <aside
        ref={side}
        data-print="hide"
        className={`${props.sideOpen ? 'max-md:fixed max-md:inset-y-0 max-md:left-0 max-md:z-30' : 'max-md:hidden'} flex w-56 shrink-0 flex-col border-r border-line bg-sunken`}
      >
        {props.side}
      </aside>
      <main id="main" tabIndex={-1} inert={sideOpen} className="flex min-w-0 grow flex-col outline-none">
        {props.children}
      </main>
    </div>
  )
}

/** The top line of a view: where one is on the left, what one can do on the right. */
export function ViewHeader(props: {
  title: ReactNode
  before?: ReactNode
  children?: ReactNode
}): ReactElement {
  return (
    <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5">
      {props.before}
      <h1 className="flex min-w-0 grow items-center gap-2 truncate text-base font-strong">{props.title}</h1>
      <div data-print="hide" className="flex flex-wrap items-center gap-2">
        {props.children}
      </div>
    </header>
  )
}

/** A line of controls under a header. */
export function ToolLine({ children }: { children: ReactNode }): ReactElement {
  return (
    <div
      data-print="hide"
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-b border-line px-4 py-1.5"
    >
      {children}
    </div>
  )
}

/** The one thing on a page without a frame: signing in, a first step. */
export function CenteredCard(props: {
  title: string
  lead?: ReactNode
  /** The name plate of the product. */
  plate?: ReactNode
  children: ReactNode
}): ReactElement {
  return (
    <div className="flex min-h-full items-center justify-center bg-sunken p-6">
      <main className="flex w-full max-w-sm flex-col gap-5 rounded-lg border border-line bg-surface p-6">
        {props.plate}
        <div className="flex flex-col gap-1">
          <h1 className="text-xl font-strong">{props.title}</h1>
          {props.lead ? <p className="text-sm text-muted">{props.lead}</p> : null}
        </div>
        {props.children}
      </main>
    </div>
  )
}

/** A panel beside the main content, cut off by a line. Under it where the view is narrow; a wide one then scrolls by itself. */
export function SidePanel(props: { label: string; wide?: boolean; children: ReactNode }): ReactElement {
  return (
    <section
      aria-label={props.label}
      className={`flex min-h-0 shrink-0 flex-col border-line max-lg:border-t lg:border-l ${props.wide ? 'max-lg:max-h-[45%] lg:w-96' : 'lg:w-80'}`}
    >
      {props.children}
    </section>
  )
}

/** A titled part of a page. */
export function Section(props: { title: string; actions?: ReactNode; children: ReactNode }): ReactElement {
  return (
    <section className="flex flex-col">
      <div className="flex h-9 items-center justify-between border-b border-line">
        <h2 className="text-sm font-strong">{props.title}</h2>
        {props.actions}
      </div>
      {props.children}
    </section>
  )
}
