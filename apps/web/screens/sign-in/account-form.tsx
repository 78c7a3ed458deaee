import { useState, type ReactElement, type ReactNode } from 'react'
import { Button } from '#design-system/button.tsx'
import { Field } from '#design-system/field.tsx'
import { TextInput } from '#design-system/inputs.tsx'
import { Text } from '#design-system/text.tsx'
import { ProblemError } from '../../api/problem.ts'
import { explain } from '../../frame/query-view.tsx'

/** One line of a short form. */
export type Line = {
  name: string
  label: string
  type?: string
  autoComplete?: string
  hint?: string
  minLength?: number
  inputMode?: 'numeric'
}

/** A short form with one button: signing in, signing up, naming something. */
export function AccountForm(props: {
  lines: Line[]
  submitLabel: string
  submit: (values: Record<string, string>) => Promise<void>
  /** What to say where the server refuses a sign-in. */
  refusedText?: string
  children?: ReactNode
}): ReactElement {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const submit = async (form: HTMLFormElement): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    const entries = [...new FormData(form)].map(([name, value]) => [
      name,
      typeof value === 'string' ? value : '',
    ])
    try {
      await props.submit(Object.fromEntries(entries))
    } catch (cause) {
      const refused = cause instanceof ProblemError && cause.status === 401
      setProblem(refused && props.refusedText ? props.refusedText : explain(cause).text)
      setBusy(false)
    }
  }
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void submit(event.currentTarget)
      }}
    >
      {props.lines.map((line, index) => (
        <Field key={line.name} label={line.label} required hint={line.hint}>
          {(control) => (
            <TextInput
              {...control}
              name={line.name}
              type={line.type ?? 'text'}
              autoComplete={line.autoComplete}
              minLength={line.minLength}
              inputMode={line.inputMode}
              autoFocus={index === 0}
            />
          )}
        </Field>
      ))}
      {props.children}
      {problem === undefined ? null : (
        <div role="alert">
          <Text look="small" tone="bad">
            {problem}
          </Text>
        </div>
      )}
      <Button type="submit" look="primary" size="large" busy={busy}>
        {props.submitLabel}
      </Button>
    </form>
  )
}
