import { useId, useState, type KeyboardEvent, type ReactElement } from 'react'
import { classNames } from './class-names.ts'
import { TextArea } from './inputs.tsx'

/** Somebody who can be mentioned. `token` is what stands in the text for them. */
export type Mentionable = { id: string; name: string; token: string }

/** A text in which people are mentioned: `@` offers names, arrows choose, Enter takes one. */
export function MentionInput(props: {
  label: string
  placeholder: string
  value: string
  people: Mentionable[]
  /** The beginning of a mention at the end of a text, or undefined where there is none. */
  begun: (before: string) => string | undefined
  onChange: (value: string) => void
  onSend: () => void
  autoFocus?: boolean
}): ReactElement {
  const listId = useId()
  const [cursor, setCursor] = useState(0)
  const [at, setAt] = useState(0)
  const [closed, setClosed] = useState(false)
  const begun = closed ? undefined : props.begun(props.value.slice(0, cursor))
  const offered =
    begun === undefined
      ? []
      : props.people
          .filter(({ name, token }) => `${name} ${token}`.toLowerCase().includes(begun.toLowerCase()))
          .slice(0, 6)
  const index = Math.min(at, offered.length - 1)
  const take = (person: Mentionable | undefined) => {
    if (!person || begun === undefined) return
    const before = props.value.slice(0, cursor - begun.length)
    props.onChange(`${before}${person.token} ${props.value.slice(cursor)}`)
    setClosed(true)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) return props.onSend()
    if (offered.length === 0) return
    if (event.key === 'ArrowDown') setAt(Math.min(offered.length - 1, index + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, index - 1))
    else if (event.key === 'Enter' || event.key === 'Tab') take(offered[index])
    else if (event.key === 'Escape') setClosed(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="relative">
      <TextArea
        role="combobox"
        aria-expanded={offered.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={offered.length > 0 ? `${listId}-${index}` : undefined}
        aria-label={props.label}
        placeholder={props.placeholder}
        value={props.value}
        autoFocus={props.autoFocus}
        onChange={(event) => {
          props.onChange(event.target.value)
          setCursor(event.target.selectionStart)
          setClosed(false)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label={props.label}
        className={classNames(
          'absolute bottom-full left-0 z-20 mb-1 w-72 rounded border border-line-strong bg-raised p-1 shadow-float',
          offered.length === 0 && 'hidden',
        )}
      >
        {offered.map((person, place) => (
          <li
            key={person.id}
            id={`${listId}-${place}`}
            role="option"
            aria-selected={place === index}
            onMouseDown={(event) => {
              event.preventDefault()
              take(person)
            }}
            className={classNames(
              'flex h-7 cursor-default items-center gap-2 rounded-sm px-2 text-sm',
              place === index && 'bg-hover',
            )}
          >
            {person.name}
            <span className="truncate text-xs text-faint">{person.token}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
