import { z } from 'zod'

const anySchema = z.looseObject({
  $ref: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  items: z.unknown().optional(),
  prefixItems: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
})

/** A JSON Schema as the text of a TypeScript type; what it cannot say becomes `unknown`. `$ref` names a definition. */
export const typeText = (given: unknown): string => {
  const parsed = anySchema.safeParse(given)
  if (!parsed.success) return 'unknown'
  const schema = parsed.data
  if (schema.$ref !== undefined) return nameIn(schema.$ref)
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)))
  const either = schema.anyOf ?? schema.oneOf
  if (either) return union(either.map(typeText))
  if (schema.allOf) return schema.allOf.map(typeText).join(' & ')
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeText({ ...schema, type })))
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    case 'integer':
    case 'number':
      return 'number'
    case 'array':
      return schema.prefixItems
        ? `[${schema.prefixItems.map(typeText).join(', ')}]`
        : `readonly (${typeText(schema.items)})[]`
    case 'object':
      return objectText(schema)
    default:
      return 'unknown'
  }
}

/** Definitions without a name of their own are numbered anew in every schema, so that their number says nothing. */
const nameIn = (reference: string): string => {
  const name = reference.split('/').at(-1) ?? ''
  return name === '' || name.startsWith('__') ? 'unknown' : name
}

const union = (parts: readonly string[]): string => [...new Set(parts)].join(' | ') || 'never'

const objectText = ({
  properties = {},
  required = [],
  additionalProperties,
}: z.output<typeof anySchema>): string => {
  const members = Object.entries(properties).map(([name, member]) => {
    const text = typeText(member)
    return `${JSON.stringify(name)}${required.includes(name) ? `: ${text}` : `?: ${text} | undefined`}`
  })
  // named members beside any others cannot be typed apart: what else there is has to be looked at first
  if (members.length > 0) return `{ ${members.join('; ')} }${isOpen(additionalProperties) ? ' & Loose' : ''}`
  return `Record<string, ${isOpen(additionalProperties) ? typeText(additionalProperties) : 'never'}>`
}

const isOpen = (additional: unknown): boolean => typeof additional === 'object' && additional !== null
