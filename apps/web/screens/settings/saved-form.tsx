import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Field } from '#design-system/field.tsx'
import { FormProblem } from '#design-system/form-problem.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import { ProblemError } from '../../api/problem.ts'
import { draftOf, valueOf, type Draft, type FormField } from '../../entities/field-draft.ts'
import { FieldInput } from '../../entities/field-input.tsx'
import { explain } from '../../frame/query-view.tsx'
import { t } from '../../messages/index.ts'

/** Fields with their present values and one button, which saves only what differs. */
export function SavedForm(props: {
  fields: readonly FormField[]
  values: Readonly<Record<string, unknown>>
  disabled?: boolean
  save: (changes: Record<string, unknown>) => Promise<unknown>
}): ReactElement {
  const { fields, values } = props
  const announce = useToast()
  const [draft, setDraft] = useState<Draft>({})
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [general, setGeneral] = useState<string>()
  const [busy, setBusy] = useState(false)
  const textOf = (field: FormField): string => draft[field.name] ?? draftOf(field, values[field.name])
  const changed = fields.filter((field) => textOf(field) !== draftOf(field, values[field.name]))
  const submit = async (): Promise<void> => {
    setBusy(true)
    setProblems({})
    setGeneral(undefined)
    try {
      await props.save(
        Object.fromEntries(changed.map((field) => [field.name, valueOf(field, textOf(field))])),
      )
      setDraft({})
      announce(t('settings.changed'))
    } catch (cause) {
      if (cause instanceof ProblemError) setProblems(cause.fields)
      setGeneral(explain(cause).text)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="flex flex-col gap-4 py-4"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <fieldset disabled={props.disabled} className="grid max-w-xl gap-4 sm:grid-cols-2">
        {fields.map((field) => (
          <div
            key={field.name}
            className={field.type === 'long_text' || field.name === 'name' ? 'col-span-full' : ''}
          >
            <Field
              label={field.label}
              required={field.required}
              hint={field.hint}
              error={problems[field.name]}
            >
              {(control) => (
                <FieldInput
                  field={field}
                  control={control}
                  value={textOf(field)}
                  onChange={(value) => setDraft((old) => ({ ...old, [field.name]: value }))}
                />
              )}
            </Field>
          </div>
        ))}
      </fieldset>
      <FormProblem text={general} />
      {props.disabled ? (
        <Text look="faint">{t('settings.readOnly')}</Text>
      ) : (
        <div>
          <Button type="submit" look="primary" busy={busy} disabled={changed.length === 0}>
            {t('general.save')}
          </Button>
        </div>
      )}
    </form>
  )
}
