import { useState, type KeyboardEvent, type ReactElement } from 'react'
import { IconButton } from '#design-system/button.tsx'
import { EditableValue } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import { useToast } from '#design-system/toast.tsx'
import type { FieldInfo } from '../api/kinds.ts'
import { draftOf, valueOf } from './field-draft.ts'
import { FieldInput } from './field-input.tsx'
import { FieldValue, isEmpty } from './field-value.tsx'
import { t } from '../messages/index.ts'

type EditableFieldProps = {
  field: FieldInfo
  value: unknown
  editable: boolean
  block?: boolean
  onSave: (fields: Record<string, unknown>) => Promise<boolean>
}

/**
 * A value that is edited where it stands. Enter or leaving saves, Escape gives up; in texts of several lines it takes
 * Command or Control with Enter.
 */
export function EditableField(props: EditableFieldProps): ReactElement {
  const { field, value } = props
  const [editing, setEditing] = useState(false)
  const shown = <FieldValue field={field} value={value} />
  if (!props.editable) return <div className={props.block ? 'whitespace-pre-wrap' : 'min-w-0'}>{shown}</div>
  if (editing) return <FieldEditor {...props} onDone={() => setEditing(false)} />
  const edit = t('entity.editField', { label: field.label })
  // a text may hold links, which must not stand in a button
  if (field.type === 'long_text' && !isEmpty(value))
    return (
      <div className="flex items-start gap-1" onDoubleClick={() => setEditing(true)}>
        <div className="min-w-0 grow">{shown}</div>
        <IconButton icon="edit" label={edit} onClick={() => setEditing(true)} />
      </div>
    )
  return (
    <EditableValue label={edit} block={props.block === true} onEdit={() => setEditing(true)}>
      {isEmpty(value) ? <Text look="faint">{t('entity.empty')}</Text> : shown}
    </EditableValue>
  )
}

const chosenAtOnce = new Set<FieldInfo['type']>(['enum', 'boolean', 'user'])

/**
 * The control while a value is edited. What others do meanwhile does not touch what is being typed: the text and the
 * version that it is saved upon are those of when editing began.
 */
export function FieldEditor(props: EditableFieldProps & { onDone: () => void }): ReactElement {
  const { field, onDone } = props
  const announce = useToast()
  const [begun] = useState(() => ({ before: draftOf(field, props.value), save: props.onSave }))
  const { before } = begun
  const [text, setText] = useState(before)
  const [saving, setSaving] = useState(false)
  const save = async (next: string): Promise<void> => {
    if (saving) return
    if (next === before) return onDone()
    setSaving(true)
    try {
      if (await begun.save({ [field.name]: valueOf(field, next) })) onDone()
    } catch (cause) {
      announce(t('error.failed'), {
        tone: 'bad',
        detail: cause instanceof Error ? cause.message : undefined,
      })
    } finally {
      setSaving(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const many = field.type === 'long_text' || field.type === 'json'
    if (event.key === 'Escape') onDone()
    else if (event.key === 'Enter' && (!many || event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      void save(text)
    }
  }
  return (
    <div
      className="w-full"
      onBlur={() => {
        void save(text)
      }}
    >
      <FieldInput
        field={field}
        control={{ 'aria-label': field.label }}
        value={text}
        autoFocus
        onKeyDown={onKeyDown}
        onChange={(next) => {
          setText(next)
          if (chosenAtOnce.has(field.type)) void save(next)
        }}
      />
    </div>
  )
}
