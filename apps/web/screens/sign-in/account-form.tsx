import type { ReactElement, ReactNode } from 'react'
import { Button } from '#design-system/button.tsx'
import { Field } from '#design-system/field.tsx'
import { FormProblem } from '#design-system/form-problem.tsx'
import { TextInput } from '#design-system/inputs.tsx'
import { ProblemError } from '../../api/problem.ts'
import { explain } from '../../frame/query-view.tsx'
import { useSubmit } from '../../frame/use-submit.ts'

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
  const { busy, problem, submit } = useSubmit((cause) =>
    cause instanceof ProblemError && cause.status === 401 && props.refusedText
      ? props.refusedText
      : explain(cause).text,
  )
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const values = valuesIn(event.currentTarget)
        void submit(() => props.submit(values))
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
      <FormProblem text={problem} />
      <Button type="submit" look="primary" size="large" busy={busy}>
        {props.submitLabel}
      </Button>
    </form>
  )
}

const valuesIn = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries(
    [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  )
