import { Popover as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

/** A small panel on a trigger; focus moves into it and returns. */
export function Popover(props: {
  trigger: ReactElement
  children: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  align?: 'start' | 'end'
}): ReactElement {
  return (
    <Radix.Root
      {...(props.open === undefined ? {} : { open: props.open })}
      {...(props.onOpenChange ? { onOpenChange: props.onOpenChange } : {})}
    >
      <Radix.Trigger asChild>{props.trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={props.align ?? 'start'}
          sideOffset={4}
          collisionPadding={8}
          className="z-40 w-72 rounded border border-line-strong bg-raised p-3 shadow-float outline-none"
        >
          {props.children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
