import type { FieldInfo } from '../api/kinds.ts'
import { formatWord } from './formats.ts'

/** The field of that name; one that the kind does not tell of is shown as text. */
export const fieldNamed = (fields: readonly FieldInfo[], name: string): FieldInfo =>
  fields.find((field) => field.name === name) ?? {
    name,
    label: formatWord(name),
    type: 'text',
    required: false,
    writable: false,
  }
