import { useState, type ReactElement } from 'react'
import { Button } from '#design-system/button.tsx'
import { Dialog } from '#design-system/dialog.tsx'
import { Field } from '#design-system/field.tsx'
import { Select } from '#design-system/inputs.tsx'
import { Text } from '#design-system/text.tsx'
import type { FieldInfo } from '../../api/kinds.ts'
import { ProblemError } from '../../api/problem.ts'
import { valueOf } from '../../entities/field-draft.ts'
import { FieldInput } from '../../entities/field-input.tsx'
import { explain } from '../../frame/query-view.tsx'
import { t } from '../../messages/index.ts'

/** Sets one field of everything that is chosen. */
export function SetFieldDialog(props: {
  fields: readonly FieldInfo[]
  count: number
  onClose: () => void
  onSubmit: (changes: Record<string, unknown>) => Promise<void>
}): ReactElement {
  const { fields, count } = props
  const [name, setName] = useState(fields.find(({ type }) => type === 'enum')?.name ?? fields[0]?.name ?? '')
  const [value, setValue] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const field = fields.find((candidate) => candidate.name === name)
  const submit = async (): Promise<void> => {
    if (!field) return
    setBusy(true)
    try {
      await props.onSubmit({ [name]: valueOf(field, value) })
      props.onClose()
    } catch (cause) {
      const named = cause instanceof ProblemError ? Object.values(cause.fields)[0] : undefined
      setProblem(named ?? explain(cause).text)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('register.setFieldTitle', { count })}
      closeLabel={t('general.close')}
      footer={
        <>
          <Button onClick={props.onClose}>{t('general.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void submit()}>
            {t('register.apply')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('register.field')}>
          {(control) => (
            <Select
              {...control}
              value={name}
              onChange={(event) => {
                setName(event.target.value)
                setValue('')
              }}
            >
              {fields.map((candidate) => (
                <option key={candidate.name} value={candidate.name}>
                  {candidate.label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {field ? (
          <Field label={t('register.value')} error={problem}>
            {(control) => <FieldInput field={field} control={control} value={value} onChange={setValue} />}
          </Field>
        ) : (
          <Text look="muted">{problem}</Text>
        )}
      </div>
    </Dialog>
  )
}
