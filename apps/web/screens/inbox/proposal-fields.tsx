import type { ReactElement } from 'react'
import { Property, PropertyList } from '#design-system/rows.tsx'
import type { FieldInfo, KindInfo } from '../../api/kinds.ts'
import type { Draft } from '../../entities/field-draft.ts'
import { FieldInput } from '../../entities/field-input.tsx'
import { FieldValue } from '../../entities/field-value.tsx'
import { formatWord } from '../../entities/formats.ts'

/** The proposed fields, described by their kind where it is known. */
export function proposedFields(
  kind: KindInfo | undefined,
  proposal: Record<string, unknown>,
): readonly FieldInfo[] {
  return Object.entries(proposal).map(
    ([name, value]) =>
      kind?.fields.find((field) => field.name === name) ?? {
        name,
        label: formatWord(name),
        type: typeof value === 'object' ? 'json' : 'text',
        required: false,
        writable: true,
      },
  )
}

/** The fields of a proposal: to read, or to correct once there is a draft. */
export function ProposalFields(props: {
  fields: readonly FieldInfo[]
  proposal: Record<string, unknown>
  draft: Draft | undefined
  onDraft: (draft: Draft) => void
}): ReactElement {
  const { draft } = props
  return (
    <div className="py-3">
      <PropertyList>
        {props.fields.map((field, index) => (
          <Property key={field.name} name={field.label}>
            {draft ? (
              <FieldInput
                field={field}
                control={{ 'aria-label': field.label }}
                value={draft[field.name] ?? ''}
                onChange={(value) => props.onDraft({ ...draft, [field.name]: value })}
                autoFocus={index === 0}
              />
            ) : (
              <FieldValue field={field} value={props.proposal[field.name]} />
            )}
          </Property>
        ))}
      </PropertyList>
    </div>
  )
}
