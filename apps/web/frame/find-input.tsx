import { useEffect, useState, type ReactElement } from 'react'
import { SearchInput } from '#design-system/inputs.tsx'

/** How long typing must rest before the server is asked. */
const restMs = 150

/** A search line that speaks when typing rests, or at once on Enter. */
export function FindInput(props: {
  label: string
  value: string
  onChange: (value: string) => void
  autoFocus?: boolean
  placeholder?: string
}): ReactElement {
  const { value, onChange } = props
  const [typed, setTyped] = useState(value)
  const [told, setTold] = useState(value)
  if (value !== told) {
    setTold(value)
    setTyped(value)
  }
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onChange(typed), restMs)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <SearchInput
      label={props.label}
      placeholder={props.placeholder ?? props.label}
      value={typed}
      autoFocus={props.autoFocus}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          onChange(typed)
          event.currentTarget.blur()
        }
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
