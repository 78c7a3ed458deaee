import type { ReactElement } from 'react'
import { classNames } from '../class-names.ts'

/** A share from 0 to 1 as a line that is filled that far, with the share as people read it. */
export function Share(props: {
  label: string
  value: number
  text: string
  tone?: 'good' | 'attention' | 'bad'
}): ReactElement {
  const tones = { good: 'bg-good', attention: 'bg-attention', bad: 'bg-bad' }
  return (
    <div className="flex items-center gap-2">
      <div
        role="meter"
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(props.value * 100)}
        aria-valuetext={props.text}
        className="h-1.5 min-w-12 grow overflow-hidden rounded-full bg-unknown-soft"
      >
        <div
          className={classNames('h-full rounded-full', props.tone ? tones[props.tone] : 'bg-accent')}
          style={{ width: `${props.value * 100}%` }}
        />
      </div>
      <span className="w-20 shrink-0 text-right text-xs text-muted tabular-nums">{props.text}</span>
    </div>
  )
}
