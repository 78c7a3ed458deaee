import type { ReactElement, ReactNode } from 'react'
import { IconButton } from './button.tsx'
import { Popover } from './popover.tsx'

/** A small button that opens an explanation. */
export function InfoButton({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <Popover trigger={<IconButton icon="info" label={label} className="text-faint" />}>
      <p className="text-xs font-strong text-muted">{label}</p>
      <p className="pt-1 text-sm">{children}</p>
    </Popover>
  )
}
