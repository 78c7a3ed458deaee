import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react'
import { IconButton } from './button.tsx'

/**
 * A modal dialog on the platform's own `<dialog>`: focus stays inside, Escape closes, focus returns to where it was.
 * It is in the document only while `open`, so its content starts fresh each time.
 */
export function Dialog(props: {
  open: boolean
  onClose: () => void
  title: string
  closeLabel: string
  wide?: boolean
  children: ReactNode
  footer?: ReactNode
}): ReactElement | null {
  return props.open ? <OpenDialog {...props} /> : null
}

function OpenDialog(props: Parameters<typeof Dialog>[0]): ReactElement {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = ref.current
    if (!element || element.open) return
    element.showModal()
    // The platform would take the close button; what is to be filled in or confirmed comes first.
    const body = element.querySelector<HTMLElement>('[data-dialog-body] :is(input, select, textarea)')
    const rest = element.querySelector<HTMLElement>(
      'footer button:last-child, [data-dialog-body] :is(a, button)',
    )
    ;(body ?? rest)?.focus()
  }, [])
  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={props.onClose}
      onMouseDown={(event) => {
        if (event.target === ref.current) props.onClose()
      }}
      className={`scrim m-auto max-h-[85dvh] w-[calc(100vw-32px)] overflow-hidden rounded-lg border border-line-strong bg-raised p-0 text-ink shadow-float ${props.wide ? 'max-w-2xl' : 'max-w-md'}`}
    >
      <div className="flex max-h-[85dvh] flex-col">
        <header className="flex items-center justify-between gap-2 border-b border-line py-2 pr-2 pl-4">
          <h2 id={titleId} className="text-base font-strong">
            {props.title}
          </h2>
          <IconButton icon="close" label={props.closeLabel} onClick={props.onClose} />
        </header>
        <div data-dialog-body="" className="min-h-0 overflow-y-auto p-4">
          {props.children}
        </div>
        {props.footer ? (
          <footer className="flex items-center justify-end gap-2 border-t border-line px-4 py-3">
            {props.footer}
          </footer>
        ) : null}
      </div>
    </dialog>
  )
}
