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
  accent: 'M5 1.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM5 5h.01',
  plain: 'M5 1.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4z',
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
        className={classNames('shrink-0', tone === 'plain' ? 'text-faint' : toneText[tone])}
      >
        <path d={marks[tone]} />
      </svg>
      <span className="truncate">{children}</span>
    </span>
  )
}

/** A grade of a scale: as many bars as it has grades, filled up to this one, and the word beside them. */
export function LevelMark(props: {
  tone: Tone
  /** From 1, the least. */
  level: number
  of: number
  children: ReactNode
}): ReactElement {
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-1.5 align-top whitespace-nowrap">
      <svg
        aria-hidden="true"
        viewBox="0 0 12 12"
        width="12"
        height="12"
        className={`shrink-0 ${toneText[props.tone]}`}
      >
        {Array.from({ length: props.of }, (_, at) => {
          const step = 12 / props.of
          const height = 3 + (at * 9) / Math.max(1, props.of - 1)
          return (
            <rect
              key={at}
              x={at * step}
              y={12 - height}
              width={step - 0.8}
              height={height}
              rx="0.4"
              fill={at < props.level ? 'currentColor' : 'var(--line-strong)'}
            />
          )
        })}
      </svg>
      <span className="truncate">{props.children}</span>
    </span>
  )
}

/** A count beside a name. */
export function Count({ children }: { children: ReactNode }): ReactElement {
  return <span className="text-xs text-faint tabular-nums">{children}</span>
}
