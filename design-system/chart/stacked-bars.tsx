import type { ReactElement, ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { toneSoft, type Tone } from '../tone.ts'
import { ChartFrame } from './chart-frame.tsx'

/** How high the highest bar is, in pixels. */
const barHeight = 160

/** One upright bar: when, and how high each of its parts is. */
export type StackedBar = { id: string; name: string; values: Readonly<Record<string, number>> }

/** Upright bars over time, each made of the same parts from the bottom up, with what each part is high on it. */
export function StackedBars(props: {
  title: string
  timeName: string
  parts: { id: string; name: string; tone: Tone }[]
  bars: StackedBar[]
  /** A height as people read it. */
  text: (value: number) => string
  note?: ReactNode
}): ReactElement {
  const { parts, bars, text } = props
  const most = Math.max(
    1,
    ...bars.map(({ values }) => parts.reduce((sum, { id }) => sum + (values[id] ?? 0), 0)),
  )
  const last = bars.length - 1
  return (
    <ChartFrame
      title={props.title}
      note={props.note}
      table={{
        head: [props.timeName, ...parts.map(({ name }) => name)],
        lines: bars.map(({ name, values }) => [name, ...parts.map(({ id }) => text(values[id] ?? 0))]),
      }}
    >
      <div role="img" aria-label={props.title} className="flex flex-col gap-1">
        <div style={{ minHeight: barHeight }} className="flex items-end gap-1 border-b border-line">
          {bars.map(({ id, name, values }) => (
            <div key={id} title={name} className="flex max-w-28 min-w-0 flex-1 flex-col-reverse gap-px">
              {parts.map((part) => {
                const value = values[part.id] ?? 0
                return value === 0 ? null : (
                  <span
                    key={part.id}
                    className={classNames(
                      'flex min-h-4 items-center justify-center overflow-hidden rounded-[2px] text-xs tabular-nums ring-1 ring-current ring-inset',
                      toneSoft[part.tone],
                    )}
                    style={{ height: (value / most) * barHeight }}
                  >
                    {text(value)}
                  </span>
                )
              })}
            </div>
          ))}
        </div>
        <div className="flex gap-1 text-xs text-muted">
          {bars.map(({ id, name }, at) => (
            <span
              key={id}
              className={classNames(
                'max-w-28 min-w-0 flex-1 text-center whitespace-nowrap',
                at !== 0 && at !== last && bars.length > 6 && 'invisible',
              )}
            >
              {name}
            </span>
          ))}
        </div>
        <ul className="flex flex-wrap gap-x-4 text-xs text-muted">
          {parts.toReversed().map(({ id, name, tone }) => (
            <li key={id} className="flex items-center gap-1.5">
              <span
                className={classNames(
                  'size-2.5 rounded-[2px] ring-1 ring-current ring-inset',
                  toneSoft[tone],
                )}
              />
              {name}
            </li>
          ))}
        </ul>
      </div>
    </ChartFrame>
  )
}
