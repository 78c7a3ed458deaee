import { z } from 'zod'

/** As much of a JSON Schema (2020-12) as the API's own schemas use. */
export const schemaPart = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
})

const step = '  '

/** A schema as a type in the notation of TypeScript, one field a line; named schemas by their names. */
export const shapeOf = (schema: unknown, indent = ''): string => {
  const parsed = schemaPart.safeParse(schema)
  if (!parsed.success) return 'unknown'
  const part = parsed.data
  if (part.$ref) return part.$ref.split('/').at(-1) ?? 'unknown'
  if (part.const !== undefined) return JSON.stringify(part.const)
  if (part.enum) return part.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = part.anyOf ?? part.oneOf
  if (choices) return [...new Set(choices.map((choice) => shapeOf(choice, indent)))].join(' | ')
  if (part.allOf) return part.allOf.map((each) => shapeOf(each, indent)).join(' & ')
  if (Array.isArray(part.type)) return part.type.map((type) => shapeOf({ ...part, type }, indent)).join(' | ')
  if (part.type === 'array') return `${bracketed(shapeOf(part.items, indent))}[]`
  if (part.type === 'object' || part.properties) return objectOf(part, indent)
  if (part.format) return `${part.type ?? 'string'} (${part.format})`
  return part.type ?? 'any'
}

/** A choice in brackets; within one object there may be choices. */
const bracketed = (shape: string): string =>
  / [|&] /.test(shape) && (!shape.startsWith('{') || /\} [|&] /.test(shape)) ? `(${shape})` : shape

const objectOf = (part: z.output<typeof schemaPart>, indent: string): string => {
  const required = new Set(part.required)
  const fields = Object.entries(part.properties ?? {}).map(
    ([name, schema]) =>
      `${indent}${step}${name}${required.has(name) ? '' : '?'}: ${shapeOf(schema, indent + step)}`,
  )
  if (part.additionalProperties !== undefined && part.additionalProperties !== false)
    fields.push(`${indent}${step}[name]: ${shapeOf(part.additionalProperties, indent + step)}`)
  return fields.length === 0 ? '{}' : `{\n${fields.join('\n')}\n${indent}}`
}
