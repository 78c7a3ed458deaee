import { Tooltip as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'

/** Lets tooltips share their delay; wraps the whole application once. */
export function TooltipProvider({ children }: { children: ReactNode }): ReactElement {
  return <Radix.Provider delayDuration={400}>{children}</Radix.Provider>
}

/** A short text on hover and on focus. It repeats or shortens; it never holds the only copy of something needed. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactElement }): ReactElement {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-w-72 rounded-sm bg-ink px-2 py-1 text-xs text-surface"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
