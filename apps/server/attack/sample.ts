import { z } from 'zod'

interface JsonSchema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  format?: string
  pattern?: string
  minimum?: number
  minLength?: number
}

/** A value that a schema is likely to accept, with `id` wherever an id is wanted. */
export const sampleOf = (schema: z.ZodType, id: string): unknown => {
  try {
    return sample(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as JsonSchema, id)
  } catch {
    return {}
  }
}

const sample = (schema: JsonSchema, id: string): unknown => {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return sample(schema.anyOf[0] ?? {}, id)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name))
          .map(([name, inner]) => [name, sample(inner, id)]),
      )
    case 'array':
      return [sample(schema.items ?? {}, id)]
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case 'string':
      return text(schema, id)
    default:
      return undefined
  }
}

const text = (schema: JsonSchema, id: string): string => {
  if (schema.format === 'uuid') return id
  if (schema.format === 'date') return '2026-01-31'
  if (schema.format === 'date-time') return '2026-01-31T00:00:00Z'
  if (schema.format === 'email') return 'intruder@example.org'
  if (schema.pattern?.startsWith('^[a-z]')) return 'rests_on'
  return 'an intruder was here'
}
