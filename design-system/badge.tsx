import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { toneSoft, toneText, type Tone } from './tone.ts'

/** A short word on a soft ground of its tone. */
export function Badge({ tone = 'unknown', children }: { tone?: Tone; children: ReactNode }): ReactElement {
  return (
    <span
      className={classNames(
        'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-full px-2 text-xs',
        toneSoft[tone],
      )}
    >
      {children}
    </span>
  )
}

const marks: Record<Tone, string> = {
  good: 'M2 5.2 4.2 7.5 8 2.8',
  attention: 'M5 2v3.6M5 7.9h.01',
  bad: 'M2.6 2.6l4.8 4.8M7.4 2.6 2.6 7.4',
  unknown: 'M2.5 5h5',
  accent: 'M5 3.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2z',
  plain: 'M5 3.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2z',
}

/** A state: a mark whose shape differs by tone, and the word beside it. */
export function StateMark({
  tone = 'unknown',
  children,
}: {
  tone?: Tone
  children: ReactNode
}): ReactElement {
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-1.5 align-top whitespace-nowrap">
      <svg
        aria-hidden="true"
        viewBox="0 0 10 10"
        width="12"
        height="12"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        className={classNames('shrink-0', toneText[tone])}
      >
        <path d={marks[tone]} />
      </svg>
      <span className="truncate">{children}</span>
    </span>
  )
}

/** A count beside a name. */
export function Count({ children }: { children: ReactNode }): ReactElement {
  return <span className="text-xs text-faint tabular-nums">{children}</span>
}
