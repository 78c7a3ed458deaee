import { useId, type ReactElement } from 'react'

/** A choice of a few things that each need a line of explanation. */
export function ChoiceList<Value extends string>(props: {
  label: string
  value: Value
  options: { value: Value; label: string; note: string }[]
  onChange: (value: Value) => void
}): ReactElement {
  const name = useId()
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-xs font-strong text-muted">{props.label}</legend>
      <div className="flex flex-col overflow-hidden rounded border border-line-strong">
        {props.options.map((option) => (
          <label
            key={option.value}
            className="flex items-start gap-2 border-b border-line px-3 py-2 last:border-b-0 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent hover:bg-hover"
          >
            <input
              type="radio"
              name={name}
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
              className="mt-0.5 size-4 shrink-0 accent-(--accent-solid) outline-none"
            />
            <span className="flex flex-col">
              <span className="text-sm">{option.label}</span>
              <span className="text-xs text-muted">{option.note}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
