import { ToggleGroup } from 'radix-ui'
import type { ReactElement } from 'react'

/** A choice of two to five, all visible. */
export function Segmented<Value extends string>(props: {
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
}): ReactElement {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={props.label}
      value={props.value}
      onValueChange={(chosen) => {
        const option = props.options.find((candidate) => candidate.value === chosen)
        if (option) props.onChange(option.value)
      }}
      className="inline-flex h-7 items-center rounded border border-line-strong p-px"
    >
      {props.options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="h-6 rounded-sm px-2 text-xs text-muted hover:text-ink data-[state=on]:bg-hover data-[state=on]:font-strong data-[state=on]:text-ink"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
