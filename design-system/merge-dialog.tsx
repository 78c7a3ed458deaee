import { useState, type ReactElement, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { Dialog } from './dialog.tsx'

/** A value that two changed: what each wrote, and what stood there before. */
export type MergeChoice = { id: string; label: string; mine: ReactNode; theirs: ReactNode; before: ReactNode }

/** Shows what two wrote in the same place, side by side, and lets the reader choose for each. */
export function MergeDialog(props: {
  title: string
  text: string
  choices: MergeChoice[]
  words: { mine: string; theirs: string; before: string; apply: string; cancel: string; close: string }
  onApply: (mine: ReadonlySet<string>) => void
  onClose: () => void
}): ReactElement {
  const { choices, words } = props
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set())
  const take = (id: string, isMine: boolean) =>
    setMine((old) => new Set(isMine ? [...old, id] : [...old].filter((each) => each !== id)))
  return (
    <Dialog
      open
      wide
      onClose={props.onClose}
      title={props.title}
      closeLabel={words.close}
      footer={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button look="primary" onClick={() => props.onApply(mine)}>
            {words.apply}
          </Button>
        </>
      }
    >
      <p className="pb-3 text-sm text-muted">{props.text}</p>
      <div className="flex flex-col gap-4">
        {choices.map((choice) => (
          <fieldset key={choice.id} className="flex flex-col gap-1">
            <legend className="pb-1 text-xs font-strong text-muted">{choice.label}</legend>
            <div className="grid gap-2 sm:grid-cols-2">
              <Side
                name={choice.id}
                label={words.theirs}
                checked={!mine.has(choice.id)}
                onChoose={() => take(choice.id, false)}
              >
                {choice.theirs}
              </Side>
              <Side
                name={choice.id}
                label={words.mine}
                checked={mine.has(choice.id)}
                onChoose={() => take(choice.id, true)}
              >
                {choice.mine}
              </Side>
            </div>
            <div className="text-xs text-faint">
              {words.before}: {choice.before}
            </div>
          </fieldset>
        ))}
      </div>
    </Dialog>
  )
}

function Side(props: {
  name: string
  label: string
  checked: boolean
  onChoose: () => void
  children: ReactNode
}): ReactElement {
  return (
    <label
      className={classNames(
        'flex min-w-0 flex-col gap-1 rounded border px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-accent',
        props.checked ? 'border-accent bg-accent-soft' : 'border-line-strong hover:bg-hover',
      )}
    >
      <span className="flex items-center gap-2 text-xs font-strong">
        <input
          type="radio"
          name={props.name}
          checked={props.checked}
          onChange={props.onChoose}
          className="size-4 accent-(--accent-solid) outline-none"
        />
        {props.label}
      </span>
      <span className="text-sm break-words whitespace-pre-wrap">{props.children}</span>
    </label>
  )
}
