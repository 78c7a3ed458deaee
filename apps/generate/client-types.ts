import { z } from 'zod'
import { fullPath, isCallable, type Callable, type Endpoint } from '#kernel/contract/index.ts'
import { typeText } from './type-text.ts'

/** `generated/api.ts`: every operation with its address, and the types of what it takes and answers. */
export const clientTypes = (endpoints: readonly Endpoint[]): string => {
  const callable = endpoints.filter(isCallable)
  const named = new Map<string, string>()
  const operations = callable.map(
    (endpoint) => `  ${JSON.stringify(endpoint.name)}: ${operationText(endpoint, named)}`,
  )
  const routes = callable.map(
    ({ name, method, ...rest }) =>
      `  ${JSON.stringify(name)}: [${JSON.stringify(method)}, ${JSON.stringify(fullPath({ name, method, ...rest }))}],`,
  )
  return [
    '// Made from the contracts by `bin/throughline generate`; do not edit.',
    '',
    '/** What else an answer may hold. */',
    'type Loose = Record<string, unknown>',
    ...[...named]
      .toSorted()
      .map(([name, text]) => `\n/** See the contract of this name. */\nexport type ${name} = ${text}`),
    '',
    '/** What each operation takes and answers, by name. */',
    'export interface Operations {',
    ...operations,
    '}',
    '',
    '/** Method and path below `/api/v1/` of each operation. */',
    'export const routes = {',
    ...routes,
    '} as const satisfies Record<keyof Operations, readonly [method: string, path: string]>',
    '',
  ].join('\n')
}

const operationText = (endpoint: Callable, named: Map<string, string>): string => {
  const params = [...fullPath(endpoint).matchAll(/\{(\w+)\}/g)].map(([, name]) => `${name}: string`)
  const body = endpoint.body instanceof z.ZodUndefined ? 'undefined' : textOf(endpoint.body, 'input', named)
  return `{ params: { ${params.join('; ')} }; query: ${textOf(endpoint.query, 'input', named)}; body: ${body}; answer: ${textOf(endpoint.output, 'output', named)} }`
}

const definitions = z.looseObject({ $defs: z.record(z.string(), z.unknown()).optional() })

/** Schemas with an id are written once, under that name. */
const textOf = (schema: z.ZodType, io: 'input' | 'output', named: Map<string, string>): string => {
  const { $defs = {}, ...json } = definitions.parse(z.toJSONSchema(schema, { io, unrepresentable: 'any' }))
  for (const [name, definition] of Object.entries($defs))
    if (!name.startsWith('__')) named.set(name, typeText(definition))
  const id = z.globalRegistry.get(schema)?.id
  if (id === undefined) return typeText(json)
  // where the schema refers to itself by its id, it stands among the definitions already
  if (!named.has(id)) named.set(id, typeText(json))
  return id
}
