import { useId, type ReactElement, type ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** What a control needs in order to be tied to its label, hint and error. */
export type FieldControl = {
  id: string
  required?: boolean
  'aria-invalid'?: boolean
  'aria-describedby'?: string
}

/** A labeled control with an optional hint and error; `children` receives the ids to put on the control. */
export function Field(props: {
  label: string
  hint?: ReactNode
  error?: string | undefined
  required?: boolean
  optionalText?: string
  children: (control: FieldControl) => ReactNode
}): ReactElement {
  const id = useId()
  const noteId = `${id}-note`
  const noted = props.error !== undefined || props.hint !== undefined
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="flex items-baseline justify-between text-xs font-strong text-muted">
        {props.label}
        {props.required !== true && props.optionalText ? (
          <span className="font-plain text-faint">{props.optionalText}</span>
        ) : null}
      </label>
      {props.children({
        id,
        ...(props.required ? { required: true } : {}),
        ...(props.error === undefined ? {} : { 'aria-invalid': true }),
        ...(noted ? { 'aria-describedby': noteId } : {}),
      })}
      {props.error !== undefined ? (
        <p id={noteId} className="flex items-start gap-1 text-xs text-bad">
          <Icon name="warning" />
          <span className="min-w-0 wrap-anywhere">{props.error}</span>
        </p>
      ) : props.hint !== undefined ? (
        <p id={noteId} className="text-xs text-faint">
          {props.hint}
        </p>
      ) : null}
    </div>
  )
}
