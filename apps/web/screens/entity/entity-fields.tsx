import type { ReactElement } from 'react'
import { InfoButton } from '#design-system/info-button.tsx'
import { Property, PropertyList } from '#design-system/rows.tsx'
import { Text } from '#design-system/text.tsx'
import type { Entity } from '../../api/entities.ts'
import type { FieldInfo, KindInfo } from '../../api/kinds.ts'
import { isEmpty } from '../../entities/field-value.tsx'
import { formatRelative, formatTime } from '../../entities/formats.ts'
import { Person } from '../../entities/person.tsx'
import { TagList } from '../../entities/tag-list.tsx'
import { t } from '../../messages/index.ts'
import { EditableField } from '../../entities/editable-field.tsx'

type FieldsProps = {
  kind: KindInfo
  entity: Entity
  editable: boolean
  onSave: (fields: Record<string, unknown>) => Promise<boolean>
}

const isLong = (field: FieldInfo): boolean => field.type === 'long_text'

const canEdit = (field: FieldInfo, { kind, editable }: FieldsProps): boolean =>
  // The state moves by verbs, which ask for what the move needs.
  editable &&
  field.writable &&
  field.computed !== true &&
  (field.name !== kind.states?.field || kind.verbs.length === 0)

/** The title and the long texts of an entity, in the middle of its page. */
export function LongFields(props: FieldsProps): ReactElement {
  const { kind, entity } = props
  const title = titleField(kind)
  return (
    <div className="flex flex-col gap-4">
      <Text as="h2" look="title">
        {title ? (
          <EditableField
            field={title}
            value={entity[title.name]}
            editable={canEdit(title, props)}
            onSave={props.onSave}
            block
          />
        ) : (
          entity.label
        )}
      </Text>
      {kind.fields
        .filter(
          (field) =>
            isLong(field) && field !== title && (canEdit(field, props) || !isEmpty(entity[field.name])),
        )
        .map((field) => (
          <div key={field.name} data-line-field={field.name} className="flex flex-col gap-0.5">
            <Text look="label">{field.label}</Text>
            <EditableField
              field={field}
              value={entity[field.name]}
              editable={canEdit(field, props)}
              onSave={props.onSave}
              block
            />
          </div>
        ))}
    </div>
  )
}

/** The short fields of an entity, and who made and last changed it. */
export function ShortFields(props: FieldsProps): ReactElement {
  const { kind, entity } = props
  const title = titleField(kind)
  return (
    <PropertyList>
      {kind.fields
        // what only machines write as JSON stands on the kind's own screen, where there is one
        .filter(
          (field) => !isLong(field) && field !== title && !(field.type === 'json' && kind.screens?.page),
        )
        .map((field) => (
          <Property
            key={field.name}
            name={
              <>
                <Text truncate title={field.label}>
                  {field.label}
                </Text>
                {field.explanation ? (
                  <InfoButton label={t('entity.computed')}>{field.explanation.formula}</InfoButton>
                ) : null}
              </>
            }
          >
            <div data-line-field={field.name} className="min-w-0 grow">
              <EditableField
                field={field}
                value={entity[field.name]}
                editable={canEdit(field, props)}
                onSave={props.onSave}
              />
            </div>
          </Property>
        ))}
      {kind.fields.some(({ name }) => name === 'tags') ? null : (
        <Property name={t('entity.tags')}>
          <TagList collection={kind.collection} entity={entity} editable={props.editable} />
        </Property>
      )}
      <Moment name={t('entity.created')} at={entity.created_at} by={entity.created_by} />
      <Moment name={t('entity.updated')} at={entity.updated_at} by={entity.updated_by} />
      <Property name={t('entity.version')}>{entity.version}</Property>
    </PropertyList>
  )
}

/** The field whose text the entity is known by. */
const titleField = (kind: KindInfo): FieldInfo | undefined =>
  kind.fields.find((field) => field.name === kind.title)

function Moment(props: { name: string; at: string; by: string | null }): ReactElement {
  return (
    <Property name={props.name}>
      <span className="flex min-w-0 flex-wrap items-center gap-x-2">
        <span title={formatTime(props.at)}>{formatRelative(props.at)}</span>
        {props.by === null ? null : <Person value={props.by} />}
      </span>
    </Property>
  )
}
