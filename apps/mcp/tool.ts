import { z } from 'zod'
import type { Callable } from '#kernel/contract/index.ts'

/** A JSON Schema, or a part of one. */
export type JsonSchema = Record<string, unknown>

/** Where an argument goes in the input of the endpoint. */
export interface Argument {
  in: 'params' | 'query' | 'body'
  schema: JsonSchema
  required: boolean
}

/** What a call of a tool comes to: an endpoint and its input, but for the place. */
export interface Planned {
  endpoint: Callable
  params: Record<string, string>
  query: Record<string, unknown>
  body: unknown
  /** the version that the caller saw */
  version: number | undefined
}

/** Something that an agent can call. */
export interface Tool {
  name: string
  description: string
  /** arguments besides the place; JSON Schema of an object */
  properties: Record<string, JsonSchema>
  required: readonly string[]
  /** the endpoints behind it, of which `plan` picks one */
  endpoints: readonly Callable[]
  /** @throws Refusal 422 where the arguments name nothing that there is */
  plan(given: Record<string, unknown>): Planned
}

const shapeOfObject = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  required: z.array(z.string()).default([]),
})

/** The schema as JSON, as callers have to write it. */
export const jsonSchemaOf = (schema: z.ZodType): JsonSchema => {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

/** Whether the endpoint takes a body at all. */
export const takesBody = ({ body }: Callable): boolean => !(body instanceof z.ZodUndefined)

/** The arguments of an endpoint but for the place: parameters of the path, of the query, fields of the body. */
export const argumentsOf = (endpoint: Callable): Record<string, Argument> => {
  const params = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']): [string, Argument] => [
    name,
    {
      in: 'params',
      schema: {
        type: 'string',
        description: name === 'id' ? 'id or key, such as RISK-12' : `id of the ${name}`,
      },
      required: true,
    },
  ])
  return {
    ...membersOf(endpoint.query, 'query'),
    ...(takesBody(endpoint) ? membersOf(endpoint.body, 'body') : {}),
    ...Object.fromEntries(params),
  }
}

const membersOf = (schema: z.ZodType, place: 'query' | 'body'): Record<string, Argument> => {
  const json = jsonSchemaOf(schema)
  const shape = shapeOfObject.safeParse(json)
  // what is no object with named members travels whole
  if (!shape.success || '$defs' in json)
    return place === 'body' ? { body: { in: 'body', schema: json, required: true } } : {}
  return Object.fromEntries(
    Object.entries(shape.data.properties).map(([name, member]) => [
      name,
      { in: place, schema: member, required: shape.data.required.includes(name) },
    ]),
  )
}
