import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { fullPath, isCallable, type Callable, type Endpoint } from '#kernel/contract/index.ts'
import { routeIn, type Route, type Routes } from '#apps/client/route.ts'
import { typeText } from './type-text.ts'

/**
 * `generated/api.ts`: every operation with its address, and the types of what it takes and answers.
 * @param shared what every kind has, with the collection in the path
 */
export const clientTypes = (endpoints: readonly Endpoint[], shared: readonly Endpoint[]): string => {
  const named = new Map<string, string>()
  const all = [...endpoints, ...shared]
  const operations = all
    .filter(isCallable)
    .map((endpoint) => `  ${JSON.stringify(endpoint.name)}: ${operationText(endpoint, named)}`)
  const streams = all
    .filter((endpoint) => !isCallable(endpoint))
    .map((endpoint) => `  ${JSON.stringify(endpoint.name)}: ${streamText(endpoint, named)}`)
  return [
    '// Made from the contracts by `bin/throughline generate`; do not edit.',
    "import type { Routes } from '../apps/client/route.ts'",
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
    '/** What reads or writes the stream itself, such as uploads and live streams: its query, its answer where that is JSON, its events. */',
    'export interface Streams {',
    ...streams,
    '}',
    '',
    '/** Where operations and streams are; of what every kind has, only what stands under `entities`. */',
    'export const routes: Routes = {',
    ...Object.entries(routesOf(endpoints, shared)).map(
      ([name, route]) => `  ${JSON.stringify(name)}: ${JSON.stringify(route)},`,
    ),
    '}',
    '',
  ].join('\n')
}

/** The routes that do not follow from those of every kind. */
const routesOf = (endpoints: readonly Endpoint[], shared: readonly Endpoint[]): Routes => {
  const route = (endpoint: Endpoint): Route => [endpoint.method, fullPath(endpoint)]
  const table = Object.fromEntries(shared.map((endpoint) => [endpoint.name, route(endpoint)]))
  for (const endpoint of endpoints)
    if (!isDeepStrictEqual(routeIn(table, endpoint.name), route(endpoint)))
      table[endpoint.name] = route(endpoint)
  return table
}

const paramsText = (endpoint: Endpoint): string =>
  `{ ${[...fullPath(endpoint).matchAll(/\{(\w+)\}/g)].map(([, name]) => `${name}: string`).join('; ')} }`

const operationText = (endpoint: Callable, named: Map<string, string>): string => {
  const body = endpoint.body instanceof z.ZodUndefined ? 'undefined' : textOf(endpoint.body, 'input', named)
  return `{ params: ${paramsText(endpoint)}; query: ${textOf(endpoint.query, 'input', named)}; body: ${body}; answer: ${textOf(endpoint.output, 'output', named)} }`
}

const streamText = (endpoint: Exclude<Endpoint, Callable>, named: Map<string, string>): string => {
  const answer = endpoint.output ? textOf(endpoint.output, 'output', named) : 'undefined'
  const events = Object.entries(endpoint.events ?? {}).map(
    ([name, content]) => `${JSON.stringify(name)}: ${textOf(content, 'output', named)}`,
  )
  return `{ params: ${paramsText(endpoint)}; query: ${textOf(endpoint.query, 'input', named)}; answer: ${answer}; events: { ${events.join('; ')} } }`
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
