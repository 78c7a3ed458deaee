import { ToggleGroup } from 'radix-ui'
import type { ReactElement } from 'react'
import { classNames } from './class-names.ts'
import { Select } from './inputs.tsx'

/** A choice of two to five, all visible; `collapses` makes it a list to choose from where the view is narrow. */
export function Segmented<Value extends string>(props: {
  label: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  collapses?: boolean
}): ReactElement {
  const choose = (chosen: string) => {
    const option = props.options.find((candidate) => candidate.value === chosen)
    if (option) props.onChange(option.value)
  }
  const group = (
    <ToggleGroup.Root
      type="single"
      aria-label={props.label}
      value={props.value}
      onValueChange={choose}
      className={classNames(
        'inline-flex h-7 items-center rounded border border-line-strong p-px',
        props.collapses && 'max-sm:hidden',
      )}
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
  if (!props.collapses) return group
  return (
    <>
      {group}
      <div className="w-32 sm:hidden">
        <Select
          compact
          aria-label={props.label}
          value={props.value}
          onChange={({ target }) => choose(target.value)}
        >
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      </div>
    </>
  )
}
