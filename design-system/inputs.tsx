import type { ComponentProps, ReactElement } from 'react'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

const frame =
  'w-full rounded border border-control bg-surface text-sm text-ink placeholder:text-faint ' +
  'disabled:opacity-60 aria-invalid:border-bad focus-visible:outline-offset-0'

/** A line of text, a number or a date, by its `type`; `compact` where it stands among other controls. */
export function TextInput(props: ComponentProps<'input'> & { compact?: boolean }): ReactElement {
  const { className, compact, ...rest } = props
  const size = compact ? 'h-7 border-line-strong px-2' : 'h-8 px-2'
  return <input {...rest} className={classNames(frame, size, className)} />
}

/** Several lines of text; grows with what is written. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>): ReactElement {
  return (
    <textarea
      rows={3}
      {...rest}
      className={classNames(frame, 'field-sizing-content min-h-16 px-2 py-1.5', className)}
    />
  )
}

/** A choice of few: the platform's own list, which every keyboard and reader knows. */
export function Select(props: ComponentProps<'select'> & { compact?: boolean }): ReactElement {
  const { className, children, compact, ...rest } = props
  return (
    <span className={classNames('relative inline-flex w-full items-center', className)}>
      <select
        {...rest}
        className={classNames(frame, compact ? 'h-7 border-line-strong' : 'h-8', 'appearance-none pr-7 pl-2')}
      >
        {children}
      </select>
      <Icon name="chevronDown" className="pointer-events-none absolute right-2 text-muted" />
    </span>
  )
}

/** A box to tick, with its label. */
export function Checkbox({ label, ...rest }: ComponentProps<'input'> & { label: string }): ReactElement {
  return (
    <label className="inline-flex items-center gap-2 text-sm">
      <input {...rest} type="checkbox" className="size-4 accent-(--accent-solid)" />
      {label}
    </label>
  )
}

/** A search line with its icon; `label` names it for readers. */
export function SearchInput(
  props: ComponentProps<'input'> & { label: string; icon?: IconName },
): ReactElement {
  const { label, icon = 'search', className, ...rest } = props
  return (
    <span className={classNames('relative inline-flex w-full items-center', className)}>
      <Icon name={icon} className="pointer-events-none absolute left-2 text-faint" />
      <input
        {...rest}
        type="search"
        aria-label={label}
        className={classNames(frame, 'h-7 border-line-strong pr-2 pl-7')}
      />
    </span>
  )
}
