import type { ReactElement, ReactNode } from 'react'
import { ChartFrame } from './chart-frame.tsx'
import { scaled, ticks } from './scale.ts'

/** A point of a line. */
export type Point = { x: number; y: number }

const width = 640
const height = 220
const left = 48
const bottom = 24
const top = 12
const right = 12

/** One line, with its important points named on it. */
export function LineChart(props: {
  title: string
  points: Point[]
  xName: string
  yName: string
  xText: (x: number) => string
  yText: (y: number) => string
  /** Points whose values stand beside them. */
  marks?: { at: Point; text: string }[]
  note?: ReactNode
}): ReactElement {
  const { points, xText, yText } = props
  const xs = points.map(({ x }) => x)
  const [xLow, xHigh] = [Math.min(...xs), Math.max(...xs)]
  const yHigh = Math.max(...points.map(({ y }) => y), 0)
  const xAt = (x: number) => left + scaled(x, xLow, xHigh, width - left - right)
  const yAt = (y: number) => height - bottom - scaled(y, 0, yHigh, height - bottom - top)
  const path = points
    .map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${xAt(x).toFixed(1)} ${yAt(y).toFixed(1)}`)
    .join('')
  return (
    <ChartFrame
      title={props.title}
      note={props.note}
      table={{
        head: [props.xName, props.yName],
        lines: points
          .filter((_, at) => at % Math.max(1, Math.ceil(points.length / 40)) === 0)
          .map(({ x, y }) => [xText(x), yText(y)]),
      }}
    >
      <svg
        role="img"
        aria-label={props.title}
        viewBox={`0 0 ${width} ${height}`}
        className="w-full max-w-3xl"
      >
        {ticks(0, yHigh, 4).map((y) => (
          <g key={y}>
            <line x1={left} x2={width - right} y1={yAt(y)} y2={yAt(y)} className="stroke-line" />
            <text x={left - 6} y={yAt(y) + 4} textAnchor="end" className="fill-muted text-[11px]">
              {yText(y)}
            </text>
          </g>
        ))}
        {ticks(xLow, xHigh, 5).map((x) => (
          <text key={x} x={xAt(x)} y={height - 6} textAnchor="middle" className="fill-muted text-[11px]">
            {xText(x)}
          </text>
        ))}
        <path d={path} fill="none" className="stroke-accent" strokeWidth="2" strokeLinejoin="round" />
        {props.marks?.map(({ at, text }) => (
          <g key={text}>
            <circle
              cx={xAt(at.x)}
              cy={yAt(at.y)}
              r="4"
              className="fill-accent stroke-surface"
              strokeWidth="2"
            />
            <text
              x={xAt(at.x) + (xAt(at.x) > width * 0.7 ? -8 : 8)}
              y={yAt(at.y) - 8}
              textAnchor={xAt(at.x) > width * 0.7 ? 'end' : 'start'}
              className="fill-ink text-xs font-strong"
            >
              {text}
            </text>
          </g>
        ))}
      </svg>
    </ChartFrame>
  )
}
