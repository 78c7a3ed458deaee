import { isDeepStrictEqual } from 'node:util'
import { entityEndpoints, isCallable, type Callable } from '#kernel/contract/index.ts'
import { invalid, type Registry } from '#kernel/module/index.ts'
import { changesOne, planFor, versionArgument } from './endpoint-tools.ts'
import { argumentsOf, type Argument, type Planned, type Tool } from './tool.ts'

/** One thing that can be done with records, and the endpoint of each kind that does it. */
interface Fold {
  verb: string
  byKind: Map<string, Callable>
}

/**
 * What exists for every kind alike, each as one tool that names the kind; domain verbs are one tool `do`. Sixty kinds
 * make no more tools than one.
 */
export const recordTools = (registry: Registry): Tool[] => {
  const folds = new Map<string, Fold>()
  const verbs: { kind: string; verb: string; endpoint: Callable }[] = []
  for (const kind of registry.kinds.values()) {
    const own = new Set(registry.commandsOf(kind.kind).map(({ verb }) => verb))
    for (const endpoint of entityEndpoints(registry, kind)) {
      if (!isCallable(endpoint)) continue
      const verb = endpoint.name.slice(kind.table.length + 1)
      if (own.has(verb)) {
        verbs.push({ kind: kind.kind, verb, endpoint })
        continue
      }
      const fold = folds.get(verb) ?? { verb, byKind: new Map() }
      folds.set(verb, fold)
      fold.byKind.set(kind.kind, endpoint)
    }
  }
  return [...[...folds.values()].map(foldedTool), doTool(verbs)]
}

const foldedTool = ({ verb, byKind }: Fold): Tool => {
  const endpoints = [...byKind.values()]
  const known = folded(endpoints.map(argumentsOf))
  const isVersioned = endpoints.some(changesOne)
  const names = Object.entries(known)
  return {
    name: verb,
    description: `${descriptions[verb] ?? verb.replaceAll('_', ' ')}${'fields' in known ? '; the fields of each kind are in kinds_list' : ''}`,
    properties: {
      kind: { enum: [...byKind.keys()], description: 'kind of record' },
      ...Object.fromEntries(names.map(([name, { schema }]) => [name, schema])),
      ...(isVersioned ? versionArgument : {}),
    },
    required: ['kind', ...names.flatMap(([name, { required }]) => (required ? [name] : []))],
    endpoints,
    plan({ kind, expected_version: version, ...given }) {
      const endpoint = byKind.get(String(kind))
      if (!endpoint) throw noSuchKind(byKind.keys())
      return { ...planFolded(endpoint, known, given), version: versionOf(version, isVersioned) }
    },
  }
}

/** What the tools of records do, in words for an agent. */
const descriptions: Readonly<Record<string, string>> = {
  list: 'List records of a kind: filter by field, words, sort, page by page',
  get: 'Read one record, now or as it was at a time',
  create: 'Create a record',
  edit: 'Change fields of a record',
  delete: 'Move a record to the bin',
  restore: 'Take a record out of the bin',
  history: 'Who changed a record, when, what and why',
  links: 'Links of a record, with the words of the source they rest on',
  link: 'Link a record to another',
  unlink: 'Remove a link of a record',
  trace: 'On what a record rests (up), down to the exact words of a file, or what rests on it (down)',
  comments: 'The discussion of a record',
  comment: 'Comment on a record',
  edit_comment: 'Change your comment',
  delete_comment: 'Delete your comment',
  set_tags: 'Give a record exactly these tags',
  watch: 'Be told when others change or discuss a record',
  unwatch: 'No longer be told of a record',
  edit_many: 'Change the same fields of several records, all or none',
  delete_many: 'Move several records to the bin, all or none',
}

/** Arguments that the kinds share; a body whose fields differ from kind to kind becomes one argument `fields`. */
const folded = (all: readonly Record<string, Argument>[]): Record<string, Argument> => {
  const [first = {}] = all
  const namesOf = (each: Record<string, Argument>): string =>
    Object.entries(each)
      .flatMap(([name, { in: place }]) => (place === 'body' ? [name] : []))
      .toSorted()
      .join()
  const alike = all.every((each) => namesOf(each) === namesOf(first))
  const shared = Object.entries(first).filter(([, { in: place }]) => alike || place !== 'body')
  return {
    ...Object.fromEntries(
      shared.map(([name, argument]) => [
        name,
        all.every((each) => isDeepStrictEqual(each[name]?.schema, argument.schema))
          ? argument
          : { ...argument, schema: { description: 'differs from kind to kind: see kinds_list' } },
      ]),
    ),
    ...(alike ? {} : { fields: { in: 'body', schema: { type: 'object' }, required: true } }),
  }
}

const planFolded = (
  endpoint: Callable,
  known: Readonly<Record<string, Argument>>,
  given: Record<string, unknown>,
): Planned => {
  const planned = planFor(endpoint, known, given)
  return 'fields' in known ? { ...planned, body: given.fields ?? {} } : planned
}

const doTool = (verbs: readonly { kind: string; verb: string; endpoint: Callable }[]): Tool => {
  const kinds = Map.groupBy(verbs, ({ kind }) => kind)
  const told = [...kinds].map(([kind, own]) => `${kind}: ${own.map(({ verb }) => verb).join(', ')}`)
  const id: Argument = {
    in: 'params',
    schema: { type: 'string', description: 'id or key, such as RISK-12' },
    required: true,
  }
  return {
    name: 'do',
    description: `A domain verb on a record; what each asks for as input is in kinds_list. ${told.join('; ')}`,
    properties: {
      kind: { enum: [...kinds.keys()], description: 'kind of record' },
      id: id.schema,
      verb: { enum: [...new Set(verbs.map(({ verb }) => verb))] },
      input: { type: 'object', description: 'what the verb asks for' },
      ...versionArgument,
    },
    required: ['kind', 'id', 'verb'],
    endpoints: verbs.map(({ endpoint }) => endpoint),
    plan({ kind, verb, input, expected_version: version, ...given }) {
      const own = kinds.get(String(kind))
      if (!own) throw noSuchKind(kinds.keys())
      const found = own.find((each) => each.verb === verb)
      if (!found)
        throw invalid([
          { path: 'verb', message: `must be one of ${own.map((each) => each.verb).join(', ')}` },
        ])
      return {
        ...planFor(found.endpoint, { id }, given),
        body: input ?? {},
        version: versionOf(version, true),
      }
    },
  }
}

const noSuchKind = (kinds: Iterable<string>) =>
  invalid([{ path: 'kind', message: `must be one of ${[...kinds].join(', ')}` }])

const versionOf = (value: unknown, isVersioned: boolean): number | undefined => {
  if (value === undefined) return undefined
  if (isVersioned && typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value
  throw invalid([{ path: 'expected_version', message: 'must be the version of one record, such as 3' }])
}
