import type { ReactElement } from 'react'
import { Property } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import type { KindInfo } from '../../api/kinds.ts'
import { fieldNamed } from '../../entities/field-named.ts'
import { FieldValue } from '../../entities/field-value.tsx'

/** A field as it was and as it became. */
export function ChangedField(props: {
  kind: KindInfo
  change: { field: string; before?: unknown; after?: unknown }
}): ReactElement {
  const { change } = props
  const field = fieldNamed(props.kind.fields, change.field)
  return (
    <Property name={field.label}>
      <span className="flex min-w-0 flex-wrap items-center gap-2">
        <Text look="muted" as="div">
          <FieldValue field={field} value={change.before} short />
        </Text>
        <Text look="faint">→</Text>
        <FieldValue field={field} value={change.after} short />
      </span>
    </Property>
  )
}
