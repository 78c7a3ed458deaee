import { useEffect, useRef, type ReactElement, type ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** A list of rows with lines between them. `listbox` where one of them is current. */
export function RowList(props: { label: string; children: ReactNode; choose?: boolean }): ReactElement {
  return (
    <div
      role={props.choose ? 'listbox' : 'list'}
      aria-label={props.label}
      tabIndex={props.choose ? 0 : undefined}
      className="flex flex-col"
    >
      {props.children}
    </div>
  )
}

/** A row. With `current` it belongs to a list in which one row is current, and keeps itself in view. */
export function Row(props: {
  current?: boolean
  onPick?: () => void
  /** It holds links, which an option may not: readers are told which row is current another way. */
  linked?: boolean
  /** Without the space at the sides, where the rows stand in a section of a page. */
  flush?: boolean
  children: ReactNode
}): ReactElement {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (props.current) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [props.current])
  const choosing = props.current !== undefined && props.linked !== true
  return (
    <div
      ref={ref}
      role={choosing ? 'option' : 'listitem'}
      aria-selected={choosing ? props.current : undefined}
      aria-current={props.linked && props.current ? true : undefined}
      onClick={props.onPick}
      className={classNames(
        'border-b border-line py-2',
        !props.flush && 'px-4',
        props.onPick && 'cursor-default hover:bg-hover',
        props.current && 'bg-accent-soft shadow-[inset_2px_0_0_var(--accent)] hover:bg-accent-soft',
      )}
    >
      {props.children}
    </div>
  )
}

/** Names and values in two columns. */
export function PropertyList({ children }: { children: ReactNode }): ReactElement {
  return <dl className="grid grid-cols-[128px_1fr] gap-x-3 gap-y-1 text-sm">{children}</dl>
}

/** One line of a property list. */
export function Property({ name, children }: { name: ReactNode; children: ReactNode }): ReactElement {
  return (
    <>
      <dt className="flex h-7 min-w-0 items-center gap-1 self-start text-muted">{name}</dt>
      <dd className="flex min-h-7 min-w-0 items-center">{children}</dd>
    </>
  )
}

/** A passage quoted from elsewhere. */
export function Quote({ children }: { children: ReactNode }): ReactElement {
  return (
    <blockquote className="border-l-2 border-line-strong pl-3 text-sm whitespace-pre-line">
      {children}
    </blockquote>
  )
}

/** A value that turns into a control when it is picked. */
export function EditableValue(props: {
  label: string
  onEdit: () => void
  block?: boolean
  children: ReactNode
}): ReactElement {
  return (
    <button
      type="button"
      title={props.label}
      aria-label={props.label}
      onClick={props.onEdit}
      className={classNames(
        '-mx-1.5 min-w-0 cursor-text rounded px-1.5 py-0.5 text-left hover:bg-hover',
        props.block ? 'w-full whitespace-pre-wrap wrap-anywhere' : 'truncate',
      )}
    >
      {props.children}
    </button>
  )
}
