import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { modules } from '#apps/server/modules.ts'
import { Registry } from '#kernel/module/index.ts'

const root = join(import.meta.dirname, '..')

/** Operations that no screen calls, and why nobody misses anything. */
const elsewhere: Readonly<Record<string, string>> = {
  'projects.list': 'what the reader sees of projects comes with who they are (me.get)',
  'job_runs.open': 'for scripts that wait until all is done; people see the runs themselves (job_runs.list)',
  'answers.ask': 'the same question is asked by answers.stream, which shows how the answer comes about',
}

/** The names of all operations and streams, as the typed client has them. */
const operations = (): string[] => [
  ...new Set(
    [...readFileSync(join(root, 'generated/api.ts'), 'utf8').matchAll(/^ {2}"([\w.-]+)": \{ params: /gm)].map(
      ([, name]) => name ?? '',
    ),
  ),
]

/** The names that the web app says in quotes: of operations that it calls, and whatever else is written so. */
const said = (): Set<string> => {
  const folder = join(root, 'apps/web')
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|^messages/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  return new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/'([a-zA-Z_]+\.[\w.-]+)'/g)].map(([, name]) => name ?? ''),
    ),
  )
}

/** Operations that no screen calls: neither by their name, nor, of what every kind has, by the collection. */
const unreached = (called: ReadonlySet<string>): string[] => {
  const registry = new Registry(modules)
  const reachedByKind = new Set(
    [...registry.kinds.values()].flatMap(({ kind, table }) => [
      ...[...called].flatMap((name) => (name.startsWith('entities.') ? [`${table}.${name.slice(9)}`] : [])),
      ...(called.has('entities.do') ? registry.commandsOf(kind).map(({ verb }) => `${table}.${verb}`) : []),
    ]),
  )
  return operations().filter((name) => !called.has(name) && !reachedByKind.has(name))
}

test('a screen calls every operation of the server, or it is said why none does', () => {
  expect(operations().length).toBeGreaterThan(250)
  expect(unreached(said())).toEqual(Object.keys(elsewhere))
})

test('an operation that no screen calls is noticed, also one that every kind has', () => {
  const without = (name: string) => unreached(new Set([...said()].filter((each) => each !== name)))

  expect(without('me.erase')).toContain('me.erase')
  expect(without('entities.set_tags')).toEqual(
    expect.arrayContaining(['entities.set_tags', 'risks.set_tags']),
  )
  expect(without('entities.do')).toContain('risks.accept')
})
