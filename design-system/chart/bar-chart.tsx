import type { ReactElement, ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import type { Tone } from '../tone.ts'
import { ChartFrame } from './chart-frame.tsx'

/** One bar, with its value as people read it. */
export type Bar = { id: string; name: string; value: number; text: string; tone?: Tone }

const ground: Record<Tone, string> = {
  good: 'bg-good',
  attention: 'bg-attention',
  bad: 'bg-bad',
  unknown: 'bg-unknown',
  accent: 'bg-accent',
  plain: 'bg-line-strong',
}

/** Bars one under the other, each with its name and its value beside it. */
export function BarChart(props: {
  title: string
  nameName: string
  valueName: string
  bars: Bar[]
  note?: ReactNode
}): ReactElement {
  const most = Math.max(1, ...props.bars.map(({ value }) => value))
  return (
    <ChartFrame
      title={props.title}
      note={props.note}
      table={{
        head: [props.nameName, props.valueName],
        lines: props.bars.map(({ name, text }) => [name, text]),
      }}
    >
      <ul className="flex flex-col gap-1.5 py-1">
        {props.bars.map(({ id, name, value, text, tone = 'accent' }) => (
          <li key={id} className="grid grid-cols-[minmax(64px,128px)_1fr] items-center gap-3 text-sm">
            <span className="truncate text-muted">{name}</span>
            <span className="flex items-center gap-2">
              <span
                className={classNames('h-2.5 min-w-0.5 rounded-sm', ground[tone])}
                style={{ width: `${(value / most) * 80}%` }}
              />
              <span className="tabular-nums">{text}</span>
            </span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  )
}
