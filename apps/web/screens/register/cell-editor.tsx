import type { ReactElement } from 'react'
import type { Entity } from '../../api/entities.ts'
import type { FieldInfo, KindInfo } from '../../api/kinds.ts'
import { FieldEditor } from '../../entities/editable-field.tsx'
import { useEntityActions } from '../../entities/use-entity-actions.tsx'

/** The control that edits a value in its cell. */
export function CellEditor(props: {
  kind: KindInfo
  entity: Entity
  field: FieldInfo
  onDone: () => void
}): ReactElement {
  const { kind, entity, field, onDone } = props
  const actions = useEntityActions(kind, entity)
  return (
    <>
      <FieldEditor
        // One line is all a cell has room for.
        field={field.type === 'long_text' ? { ...field, type: 'text' } : field}
        value={entity[field.name]}
        editable
        onSave={actions.save}
        onDone={onDone}
      />
      {actions.question}
    </>
  )
}
