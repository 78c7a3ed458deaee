import { Slot } from 'radix-ui'
import type { ComponentProps, ReactElement } from 'react'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { KeyCap } from './key-cap.tsx'
import { Tooltip } from './tooltip.tsx'

const base =
  'inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded border font-plain select-none ' +
  'transition-colors duration-100 disabled:opacity-50 disabled:cursor-not-allowed'

const looks = {
  primary:
    'border-transparent bg-accent-solid text-on-accent font-strong enabled:hover:bg-accent-solid-hover',
  plain: 'border-line-strong bg-surface text-ink enabled:hover:bg-hover',
  quiet: 'border-transparent text-muted enabled:hover:bg-hover enabled:hover:text-ink',
  danger: 'border-line-strong bg-surface text-bad enabled:hover:bg-bad-soft',
} as const

const sizes = {
  small: 'h-6 px-2 text-xs',
  normal: 'h-7 px-2.5 text-sm',
  large: 'h-9 px-4 text-base',
} as const

/** What a button may look like: one `primary` per view, `quiet` where many stand together. */
export type ButtonLook = keyof typeof looks

type ButtonProps = ComponentProps<'button'> & {
  look?: ButtonLook
  size?: keyof typeof sizes
  icon?: IconName
  /** Shown as a key cap; binding the key is up to the caller. */
  shortcut?: string
  /** Shows that work is under way and refuses clicks. */
  busy?: boolean
  /** Renders the only child (a link, say) with the looks of a button. */
  asChild?: boolean
}

/** The button. */
export function Button(props: ButtonProps): ReactElement {
  const {
    look = 'plain',
    size = 'normal',
    icon,
    shortcut,
    busy,
    asChild,
    className,
    children,
    ...rest
  } = props
  const names = classNames(base, looks[look], sizes[size], className)
  if (asChild)
    return (
      <Slot.Root {...rest} className={names}>
        {children}
      </Slot.Root>
    )
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled === true || busy === true}
      aria-busy={busy}
      className={names}
    >
      {icon ? <Icon name={icon} /> : null}
      {children}
      {shortcut ? <KeyCap>{shortcut}</KeyCap> : null}
    </button>
  )
}

/** A square button with only an icon; `label` is its accessible name and its tooltip. */
export function IconButton(
  props: Omit<ComponentProps<'button'>, 'children'> & {
    icon: IconName
    label: string
    pressed?: boolean
  },
): ReactElement {
  const { icon, label, pressed, className, ...rest } = props
  return (
    <Tooltip text={label}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        {...rest}
        className={classNames(base, looks.quiet, 'size-7', pressed && 'bg-hover text-ink', className)}
      >
        <Icon name={icon} />
      </button>
    </Tooltip>
  )
}
