import type { ReactElement } from 'react'

/** The first letters of a name on a quiet ground. The name itself stands beside it. */
export function Avatar({ name, square }: { name: string; square?: boolean }): ReactElement {
  const letters = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('')
  return (
    <span
      aria-hidden="true"
      className={`inline-flex size-5 shrink-0 items-center justify-center bg-accent-soft text-[10px] font-strong text-accent ${square ? 'rounded-sm' : 'rounded-full'}`}
    >
      {letters}
    </span>
  )
}
