import type { FieldInfo, VerbInfo } from '../api/kinds.ts'
import { formatWord } from './formats.ts'

/** What a form holds of a field while it is being edited: the text of its control. */
export type Draft = Record<string, string>

/** The text with which a control starts. */
export function draftOf(field: Pick<FieldInfo, 'type'>, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (field.type === 'money' && typeof value === 'object' && 'amount' in value) return String(value.amount)
  if (field.type === 'user' && typeof value === 'object' && 'id' in value) return String(value.id)
  if (field.type === 'date') return String(value).slice(0, 10)
  if (field.type === 'timestamp') return String(value).slice(0, 16)
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value)
}

/**
 * The value that a control's text stands for; nothing written is null. Amounts and decimal numbers stay text, so
 * that no float touches them. Throws `SyntaxError` on JSON that is none.
 */
export function valueOf(field: Pick<FieldInfo, 'type'>, text: string): unknown {
  if (text.trim() === '') return null
  switch (field.type) {
    case 'integer':
      return Number(text)
    case 'boolean':
      return text === 'true'
    case 'json':
      return JSON.parse(text)
    case 'timestamp':
      return new Date(text).toISOString()
    case 'text':
    case 'long_text':
    case 'number':
    case 'entity':
    case 'money':
    case 'date':
    case 'enum':
    case 'user':
      return text
  }
}

/** The values of a whole form; what was left empty is left out. */
export function valuesOf(fields: readonly FieldInfo[], draft: Draft): Record<string, unknown> {
  return Object.fromEntries(
    fields
      .map((field) => [field.name, valueOf(field, draft[field.name] ?? '')] as const)
      .filter(([, value]) => value !== null),
  )
}

/** A field of a form: one of a kind, or one that a screen or a verb has for itself, with a note beside its control. */
export type FormField = FieldInfo & { hint?: string }

/** What was chosen of a list; undefined where nothing of it was. */
export const chosenOf = <T extends string>(options: readonly T[], value: unknown): T | undefined =>
  options.find((option) => option === value)

/** The fields of a verb's input, read from its JSON Schema. */
export function fieldsOfInput(schema: VerbInfo['input']): readonly FormField[] {
  const properties = schema['properties']
  const required = schema['required']
  if (typeof properties !== 'object' || properties === null) return []
  return Object.entries(properties).map(([name, property]) => {
    const parts: Record<string, unknown> =
      typeof property === 'object' && property !== null ? { ...property } : {}
    const options = Array.isArray(parts['enum']) ? parts['enum'].map(String) : null
    return {
      name,
      label: typeof parts['title'] === 'string' ? parts['title'] : formatWord(name),
      type: options ? 'enum' : typeOfProperty(name, parts),
      ...(options ? { options } : {}),
      required: Array.isArray(required) && required.includes(name),
      writable: true,
      ...(typeof parts['description'] === 'string' ? { hint: parts['description'] } : {}),
    }
  })
}

function typeOfProperty(name: string, parts: Record<string, unknown>): FieldInfo['type'] {
  const type = parts['type']
  if (type === 'boolean' || type === 'integer') return type
  // A plain JSON number is read as one; `number` is for decimal text.
  if (type === 'number') return 'json'
  if (type !== 'string') return 'json'
  if (parts['format'] === 'date') return 'date'
  if (parts['format'] === 'date-time') return 'timestamp'
  const longest = typeof parts['maxLength'] === 'number' ? parts['maxLength'] : 0
  return longest > 300 || /reason|description|comment|note/.test(name) ? 'long_text' : 'text'
}
