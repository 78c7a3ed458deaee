import type { GridColumn } from '#design-system/data-grid.tsx'
import { Text } from '#design-system/text.tsx'
import type { Entity } from '../../api/entities.ts'
import type { FieldInfo, KindInfo } from '../../api/kinds.ts'
import { FieldValue } from '../../entities/field-value.tsx'
import { formatWord } from '../../entities/formats.ts'
import { t } from '../../messages/index.ts'

/** Fields that every entity has beside those of its kind. */
const sharedFields = (): FieldInfo[] => [
  { name: 'label', label: t('register.label'), type: 'text', required: false, writable: false },
  { name: 'created_at', label: t('entity.created'), type: 'timestamp', required: false, writable: false },
  { name: 'updated_at', label: t('entity.updated'), type: 'timestamp', required: false, writable: false },
  { name: 'version', label: t('entity.version'), type: 'integer', required: false, writable: false },
]

const widths: Record<FieldInfo['type'], string> = {
  text: 'minmax(160px, 1fr)',
  long_text: 'minmax(240px, 1fr)',
  number: '112px',
  integer: '96px',
  money: '144px',
  date: '128px',
  timestamp: '128px',
  enum: '144px',
  boolean: '96px',
  user: '168px',
  entity: '168px',
  json: '160px',
}

const toTheRight = new Set<FieldInfo['type']>(['number', 'integer', 'money'])

/** Every column that a register of this kind can show; which of them it shows at first is `initiallyHidden`'s word. */
export function columnsOf(kind: KindInfo): GridColumn<Entity>[] {
  const fields = [
    ...kind.fields,
    ...sharedFields().filter(
      ({ name }) => !(name === 'label' && kind.title) && !kind.fields.some((field) => field.name === name),
    ),
  ]
  const ordered = [...new Set([...kind.columns, ...fields.map(({ name }) => name)])].filter(
    (name) => name !== 'key',
  )
  const widest = kind.title ?? 'label'
  return [
    {
      id: 'key',
      header: t('register.key'),
      width: '104px',
      cell: (entity) => <Text look="key">{entity.key ?? t('general.none')}</Text>,
    },
    ...ordered.map((name): GridColumn<Entity> => {
      const field = fieldNamed(fields, name)
      return {
        id: name,
        header: field.label,
        width: name === widest ? 'minmax(280px, 2fr)' : widths[field.type],
        sortable: field.type !== 'json' && field.type !== 'long_text',
        ...(toTheRight.has(field.type) ? { align: 'end' as const } : {}),
        cell: (entity) => <FieldValue field={field} value={entity[name]} short />,
      }
    }),
  ]
}

const fieldNamed = (fields: FieldInfo[], name: string): FieldInfo =>
  fields.find((field) => field.name === name) ?? {
    name,
    label: formatWord(name),
    type: 'text',
    required: false,
    writable: false,
  }

/** The columns that a register leaves out until they are asked for. */
export const initiallyHidden = (kind: KindInfo, columns: GridColumn<Entity>[]): string[] =>
  columns.map(({ id }) => id).filter((id) => id !== 'key' && !kind.columns.includes(id))
