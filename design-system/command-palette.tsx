import { useEffect, useId, useRef, useState, type ReactElement } from 'react'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { KeyCap } from './key-cap.tsx'

/** One thing the palette can do. `group` gathers commands under a heading. */
export type Command = {
  id: string
  group: string
  label: string
  note?: string | undefined
  icon?: IconName
  shortcut?: string
  /** Shown whatever was typed: results that were already searched for. */
  always?: boolean
  run: () => void
}

/** The palette: type to narrow, arrows to move, Enter to run, Escape to leave. */
export function CommandPalette(props: {
  open: boolean
  onClose: () => void
  commands: Command[]
  query: string
  onQuery: (query: string) => void
  label: string
  placeholder: string
  emptyText: string
  /** How far results reach, beside the line that is typed in. */
  reach?: { label: string; wide: boolean; onChange: (wide: boolean) => void } | undefined
}): ReactElement | null {
  return props.open ? <OpenPalette {...props} /> : null
}

/** True when every typed word begins somewhere in the text. */
export const matches = (text: string, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word))

function OpenPalette(props: Parameters<typeof CommandPalette>[0]): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  // by name, not by place: results that arrive late must not push another command under the finger
  const [chosen, setChosen] = useState<string>()
  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal()
  }, [])

  const shown = props.commands.filter(
    (command) => command.always === true || matches(`${command.group} ${command.label}`, props.query),
  )
  const index = Math.max(
    0,
    shown.findIndex((command) => command.id === chosen),
  )
  const choose = (at: number) => setChosen(shown[Math.min(shown.length - 1, Math.max(0, at))]?.id)
  const optionId = (at: number) => `${listId}-${at}`
  const run = (command: Command | undefined) => {
    if (!command) return
    props.onClose()
    command.run()
  }
  useEffect(() => {
    document.getElementById(`${listId}-${index}`)?.scrollIntoView({ block: 'nearest' })
  }, [index, listId])

  return (
    <dialog
      ref={dialog}
      aria-label={props.label}
      onClose={props.onClose}
      onMouseDown={(event) => {
        if (event.target === dialog.current) props.onClose()
      }}
      className="scrim mx-auto mt-[12dvh] mb-auto w-[calc(100vw-32px)] max-w-xl overflow-hidden rounded-lg border border-line-strong bg-raised p-0 text-ink shadow-float"
    >
      <div className="flex items-center gap-2 border-b border-line px-4">
        <Icon name="search" className="text-faint" />
        <input
          ref={input}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={shown.length > 0 ? optionId(index) : undefined}
          aria-label={props.label}
          placeholder={props.placeholder}
          value={props.query}
          onChange={(event) => {
            props.onQuery(event.target.value)
            setChosen(undefined)
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') choose(index + 1)
            else if (event.key === 'ArrowUp') choose(index - 1)
            else if (event.key === 'Enter') run(shown[index])
            else return
            event.preventDefault()
          }}
          className="h-11 min-w-0 grow bg-transparent text-base outline-none placeholder:text-faint"
        />
        {props.reach ? (
          <ReachButton
            {...props.reach}
            onChange={(wide) => {
              props.reach?.onChange(wide)
              input.current?.focus()
            }}
          />
        ) : null}
        <KeyCap>{'⎋'}</KeyCap>
      </div>
      <div id={listId} role="listbox" aria-label={props.label} className="max-h-[50dvh] overflow-y-auto p-1">
        {shown.length === 0 ? <p className="p-4 text-sm text-muted">{props.emptyText}</p> : null}
        {shown.map((command, at) => (
          <div key={command.id} role="presentation">
            {command.group !== shown[at - 1]?.group ? (
              <div role="presentation" className="px-3 pt-2 pb-1 text-xs text-faint">
                {command.group}
              </div>
            ) : null}
            <div
              id={optionId(at)}
              role="option"
              aria-selected={at === index}
              onMouseMove={() => choose(at)}
              onClick={() => run(command)}
              className={classNames(
                'flex h-8 cursor-default items-center gap-2 rounded px-3 text-sm',
                at === index && 'bg-hover',
              )}
            >
              {command.icon ? <Icon name={command.icon} className="text-muted" /> : null}
              <span className="min-w-0 grow truncate">{command.label}</span>
              {command.note ? <span className="truncate text-xs text-faint">{command.note}</span> : null}
              {command.shortcut ? <KeyCap>{command.shortcut}</KeyCap> : null}
            </div>
          </div>
        ))}
      </div>
    </dialog>
  )
}

const ReachButton = (props: {
  label: string
  wide: boolean
  onChange: (wide: boolean) => void
}): ReactElement => (
  <button
    type="button"
    aria-pressed={props.wide}
    onClick={() => props.onChange(!props.wide)}
    className={classNames(
      'flex h-6 shrink-0 items-center gap-1 rounded-full border px-2 text-xs',
      props.wide
        ? 'border-accent bg-accent-soft text-accent'
        : 'border-line-strong text-muted hover:text-ink',
    )}
  >
    {props.wide ? <Icon name="check" /> : null}
    {props.label}
  </button>
)
