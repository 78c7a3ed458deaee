import type { ReactElement } from 'react'

/** A slider over moments, oldest on the left; `text` says which one it stands on. */
export function TimeSlider(props: {
  label: string
  count: number
  at: number
  text: string
  first: string
  last: string
  onChange: (at: number) => void
}): ReactElement {
  return (
    <div className="flex items-center gap-3">
      <span className="text-xs whitespace-nowrap text-faint">{props.first}</span>
      <input
        type="range"
        aria-label={props.label}
        aria-valuetext={props.text}
        min={0}
        max={Math.max(0, props.count - 1)}
        step={1}
        value={props.at}
        onChange={(event) => props.onChange(event.target.valueAsNumber)}
        className="h-4 min-w-24 grow accent-(--accent-solid)"
      />
      <span className="text-xs whitespace-nowrap text-faint">{props.last}</span>
    </div>
  )
}
