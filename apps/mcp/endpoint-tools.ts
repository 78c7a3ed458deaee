import type { Callable } from '#kernel/contract/index.ts'
import { invalid } from '#kernel/module/index.ts'
import { argumentsOf, takesBody, type Argument, type JsonSchema, type Planned, type Tool } from './tool.ts'

const version: JsonSchema = {
  type: 'integer',
  minimum: 1,
  description: 'version that you saw; the call is refused where the record has changed since',
}

/** One endpoint as one tool: `search.find` is `search_find`. */
export const toolOf = (endpoint: Callable): Tool => {
  const known = argumentsOf(endpoint)
  return {
    name: endpoint.name.replaceAll('.', '_'),
    description: endpoint.summary,
    properties: Object.fromEntries(Object.entries(known).map(([name, { schema }]) => [name, schema])),
    required: Object.entries(known).flatMap(([name, { required }]) => (required ? [name] : [])),
    endpoints: [endpoint],
    plan: (given) => planFor(endpoint, known, given),
  }
}

/** Whether an endpoint changes one record, so that a version can be expected of it. */
export const changesOne = ({ mode, scope, path }: Callable): boolean =>
  scope === 'project' && mode === 'write' && path.includes('{id}')

/** The argument by which a caller names the version that they saw. */
export const versionArgument = { expected_version: version } as const

/** Puts arguments where the endpoint expects them. @throws Refusal 422 naming arguments that there are not */
export const planFor = (
  endpoint: Callable,
  known: Readonly<Record<string, Argument>>,
  given: Record<string, unknown>,
): Planned => {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(known, name))
  if (unknown.length > 0)
    throw invalid(unknown.map((path) => ({ path, message: 'there is no such argument' })))
  const at = (place: Argument['in']): Record<string, unknown> =>
    Object.fromEntries(Object.entries(given).filter(([name]) => known[name]?.in === place))
  return {
    endpoint,
    params: paramsOf(known, given),
    query: at('query'),
    body: takesBody(endpoint) ? bodyOf(known, at('body')) : undefined,
    version: undefined,
  }
}

const paramsOf = (
  known: Readonly<Record<string, Argument>>,
  given: Record<string, unknown>,
): Record<string, string> => {
  const names = Object.keys(known).filter((name) => known[name]?.in === 'params')
  const wrong = names.filter((name) => {
    const value = given[name]
    return typeof value !== 'string' || value === '' || value.length > 300
  })
  if (wrong.length > 0)
    throw invalid(wrong.map((path) => ({ path, message: 'must be a text of 1 to 300 characters' })))
  return Object.fromEntries(names.map((name) => [name, String(given[name])]))
}

/** A body that is no plain object stands in one argument called `body`. */
const bodyOf = (known: Readonly<Record<string, Argument>>, fields: Record<string, unknown>): unknown => {
  const names = Object.keys(known).filter((name) => known[name]?.in === 'body')
  return names.length === 1 && names[0] === 'body' ? fields.body : fields
}
