import type { KindDescription } from './kinds.ts'
import { UsageError } from './verb.ts'

/** Types whose values are JSON; decimal numbers and money stay text, so that no digit is lost. */
const isJsonType = (type: string): boolean => ['integer', 'boolean', 'json'].includes(type)

/** `title=Late delivery` … as the fields of a record; an empty value clears the field. @throws UsageError for what is no field=value */
export const fieldsOf = (kind: KindDescription, settings: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    settings.map((setting) => {
      const at = setting.indexOf('=')
      if (at < 1) throw new UsageError(`${JSON.stringify(setting)} is written field=value.`)
      const name = setting.slice(0, at).trim()
      const value = setting.slice(at + 1)
      const type = kind.fields.find((field) => field.name === name)?.type
      if (value === '') return [name, null]
      return [name, type !== undefined && isJsonType(type) ? jsonOr(value) : value]
    }),
  )

const jsonOr = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
