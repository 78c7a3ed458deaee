import type { GridColumn } from '#design-system/data-grid.tsx'
import { Text } from '#design-system/text.tsx'
import type { Entity } from '../../api/entities.ts'
import type { FieldInfo, KindInfo } from '../../api/kinds.ts'
import { fieldNamed } from '../../entities/field-named.ts'
import { fieldText } from '../../entities/field-text.ts'
import { FieldValue } from '../../entities/field-value.tsx'
import { t } from '../../messages/index.ts'
import { CellEditor } from './cell-editor.tsx'

/** Fields that every entity has beside those of its kind. */
const sharedFields = (): readonly FieldInfo[] => [
  { name: 'label', label: t('register.label'), type: 'text', required: false, writable: false },
  { name: 'created_at', label: t('entity.created'), type: 'timestamp', required: false, writable: false },
  { name: 'updated_at', label: t('entity.updated'), type: 'timestamp', required: false, writable: false },
  { name: 'version', label: t('entity.version'), type: 'integer', required: false, writable: false },
]

const widths: Record<FieldInfo['type'], string> = {
  text: 'minmax(160px, 1fr)',
  long_text: 'minmax(240px, 1fr)',
  number: '112px',
  integer: '72px',
  money: '144px',
  date: '128px',
  timestamp: '104px',
  enum: '108px',
  boolean: '96px',
  user: '132px',
  entity: '168px',
  json: '160px',
}

const toTheRight = new Set<FieldInfo['type']>(['number', 'integer', 'money'])
const inGroups = new Set<FieldInfo['type']>(['enum', 'boolean', 'user', 'text', 'date'])

/** Whether a field is changed where it stands, rather than by a verb. */
export const isSettable = (kind: KindInfo, field: FieldInfo): boolean =>
  field.writable && field.computed !== true && (field.name !== kind.states?.field || kind.verbs.length === 0)

/** All fields that a register of this kind can show, its own first. */
export function fieldsShown(kind: KindInfo): readonly FieldInfo[] {
  const shared = sharedFields().filter(
    ({ name }) => !(name === 'label' && kind.title) && !kind.fields.some((field) => field.name === name),
  )
  return [...kind.fields, ...shared]
}

/** Every column that a register of this kind can show; which of them it shows at first is `initiallyHidden`'s word. */
export function columnsOf(kind: KindInfo, nameOf: (id: string) => string): GridColumn<Entity>[] {
  const fields = fieldsShown(kind)
  const ordered = [...new Set([...kind.columns, ...fields.map(({ name }) => name)])].filter(
    (name) => name !== 'key',
  )
  const widest = kind.title
  return [
    {
      id: 'key',
      header: t('register.key'),
      width: '88px',
      cell: (entity) => <Text look="key">{entity.key}</Text>,
      text: (entity) => entity.key,
    },
    ...ordered.map((name): GridColumn<Entity> => {
      const field = fieldNamed(fields, name)
      return {
        id: name,
        header: field.label,
        width: name === widest ? 'minmax(232px, 2fr)' : widths[field.type],
        sortable: field.type !== 'json' && field.type !== 'long_text',
        groupable: inGroups.has(field.type) && name !== widest,
        ...(toTheRight.has(field.type) ? { align: 'end' as const } : {}),
        cell: (entity) => <FieldValue field={field} value={entity[name]} short />,
        text: (entity) => fieldText(field, entity[name], nameOf),
        ...(isSettable(kind, field) && field.type !== 'json'
          ? {
              edit: (entity: Entity, done: () => void) =>
                entity.abilities.edit ? (
                  <CellEditor kind={kind} entity={entity} field={field} onDone={done} />
                ) : undefined,
            }
          : {}),
      }
    }),
  ]
}

/** The columns that a register leaves out until they are asked for. */
export const initiallyHidden = (kind: KindInfo, columns: GridColumn<Entity>[]): string[] =>
  columns.map(({ id }) => id).filter((id) => id !== 'key' && !kind.columns.includes(id))
