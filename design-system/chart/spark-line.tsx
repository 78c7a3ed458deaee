import type { ReactElement } from 'react'
import { scaled } from './scale.ts'

/** The course of a few values within a line of text; `label` says it in words. */
export function SparkLine(props: { label: string; values: number[] }): ReactElement {
  const { values } = props
  const high = Math.max(1, ...values)
  const path = values
    .map((value, at) => {
      const x = scaled(at, 0, Math.max(1, values.length - 1), 76) + 2
      return `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${(18 - scaled(value, 0, high, 15)).toFixed(1)}`
    })
    .join('')
  return (
    <svg role="img" aria-label={props.label} viewBox="0 0 80 20" width="80" height="20" className="shrink-0">
      <path d={path} fill="none" className="stroke-accent" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  )
}
