import { useId, useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { Field } from '#design-system/field.tsx'
import { FormProblem } from '#design-system/form-problem.tsx'
import { Text } from '#design-system/text.tsx'
import { ProblemError } from '../api/problem.ts'
import { explain } from '../frame/query-view.tsx'
import { t } from '../messages/index.ts'
import { valuesOf, type Draft, type FormField } from './field-draft.ts'
import { FieldInput } from './field-input.tsx'

/** A dialog that asks for the values of fields. `submit` may throw a `ProblemError`, whose messages go to their fields. */
export function FieldDialog(props: {
  open: boolean
  onClose: () => void
  title: string
  fields: readonly FormField[]
  note?: string
  /** What the controls hold at first, by field. */
  initial?: Draft
  submitLabel: string
  danger?: boolean
  submit: (values: Record<string, unknown>) => Promise<void>
}): ReactElement {
  const formId = useId()
  const [busy, setBusy] = useState(false)
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      closeLabel={t('general.close')}
      wide={props.fields.length > 4}
      footer={
        <>
          <Button onClick={props.onClose}>{t('general.cancel')}</Button>
          <Button type="submit" form={formId} look={props.danger ? 'danger' : 'primary'} busy={busy}>
            {props.submitLabel}
          </Button>
        </>
      }
    >
      <FieldForm {...props} id={formId} onBusy={setBusy} />
    </Dialog>
  )
}

function FieldForm(
  props: Parameters<typeof FieldDialog>[0] & { id: string; onBusy: (busy: boolean) => void },
): ReactElement {
  const [draft, setDraft] = useState<Draft>(props.initial ?? {})
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [general, setGeneral] = useState<string>()
  const submit = async (): Promise<void> => {
    const missing = props.fields.filter(({ name, required }) => required && (draft[name] ?? '').trim() === '')
    setGeneral(undefined)
    if (missing.length > 0) return setProblems(named(missing, t('entity.needed')))
    props.onBusy(true)
    try {
      await props.submit(valuesOf(props.fields, draft))
      props.onClose()
    } catch (cause) {
      if (cause instanceof ProblemError) setProblems(cause.fields)
      setGeneral(cause instanceof SyntaxError ? cause.message : explain(cause).text)
    } finally {
      props.onBusy(false)
    }
  }
  return (
    <form
      id={props.id}
      className={`grid gap-4 ${props.fields.length > 4 ? 'sm:grid-cols-2' : ''}`}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {props.note ? (
        <div className="col-span-full">
          <Text look="muted">{props.note}</Text>
        </div>
      ) : null}
      {props.fields.map((field, index) => (
        <div key={field.name} className={wide(field, index) ? 'col-span-full' : ''}>
          <Field
            label={field.label}
            required={field.required}
            optionalText={t('general.optional')}
            hint={field.hint}
            error={problems[field.name]}
          >
            {(control) => (
              <FieldInput
                field={field}
                control={control}
                value={draft[field.name] ?? ''}
                onChange={(value) => setDraft((old) => ({ ...old, [field.name]: value }))}
                autoFocus={index === 0}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void submit()
                }}
              />
            )}
          </Field>
        </div>
      ))}
      <FormProblem text={general} />
    </form>
  )
}

const named = (fields: readonly FormField[], said: string): Record<string, string> =>
  Object.fromEntries(fields.map(({ name }) => [name, said]))

const wide = (field: FormField, index: number): boolean =>
  index === 0 || field.type === 'long_text' || field.type === 'json'
