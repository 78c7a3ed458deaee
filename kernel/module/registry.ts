import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MigrationSource } from '../db/index.ts'
import type { Command, Kind } from '../entities/index.ts'
import { hears, type Reaction } from '../events/reaction.ts'
import type { Job } from '../jobs/job.ts'
import type { Policy } from '../policy/policy.ts'
import type { Endpoint } from '../contract/endpoint.ts'
import type { Module, TableRule } from './define.ts'
import { kernelParts } from './kernel-parts.ts'

/** Everything that the modules declare, looked up by name. Built once at start; refuses contradictions. */
export class Registry {
  readonly modules: readonly Module[]
  readonly kinds = new Map<string, Kind>()
  readonly #byCollection = new Map<string, Kind>()
  readonly #policies = new Map<string, Policy>()
  readonly #commands = new Map<string, Map<string, Command>>()
  readonly #reactions = new Map<string, Reaction>()
  readonly #reactionsTo = new Map<string, Reaction[]>()
  readonly #sources = new Map<string, string>()
  readonly jobs = new Map<string, Job>()
  readonly endpoints: Endpoint[] = []

  constructor(modules: readonly Module[]) {
    this.modules = inOrderOfDependence(modules)
    for (const module of this.modules) this.#add(module)
    for (const kind of this.kinds.values()) {
      if (!this.#policies.has(kind.kind))
        throw new Error(`The kind ${kind.kind} has no policy: nobody could use it.`)
    }
  }

  #add(module: Module): void {
    for (const kind of module.kinds ?? []) {
      once(this.kinds, kind.kind, kind, 'kind')
      once(this.#byCollection, kind.collection, kind, 'collection')
      this.#commands.set(kind.kind, new Map())
      for (const verb of ['created', 'edited', 'deleted', 'restored'])
        this.#sources.set(`${kind.kind}.${verb}.v1`, module.id)
    }
    for (const policy of module.policies ?? []) once(this.#policies, policy.kind, policy, 'policy')
    for (const each of module.commands ?? []) {
      const verbs = this.#commands.get(each.kind.kind)
      if (!verbs)
        throw new Error(`The command ${each.verb} is about ${each.kind.kind}, which no module declares.`)
      if (!this.#policies.get(each.kind.kind)?.rules.some((rule) => rule.actions.includes(each.verb))) {
        throw new Error(`No sentence of the policy of ${each.kind.kind} says who may ${each.verb}.`)
      }
      once(verbs, each.verb, each, 'command')
    }
    for (const event of module.events ?? []) this.#sources.set(event.type, module.id)
    for (const reaction of module.reactions ?? [])
      once(this.#reactions, reaction.handler, reaction, 'reaction')
    for (const job of module.jobs ?? []) once(this.jobs, job.name, job, 'job')
    this.endpoints.push(...(module.endpoints ?? []))
  }

  /** The kind behind a name or a URL collection. */
  kind(name: string): Kind | undefined {
    return this.kinds.get(name) ?? this.#byCollection.get(name)
  }

  policy(kind: string): Policy {
    const policy = this.#policies.get(kind)
    if (!policy) throw new Error(`There is no policy for ${kind}.`)
    return policy
  }

  command(kind: string, verb: string): Command | undefined {
    return this.#commands.get(kind)?.get(verb)
  }

  commandsOf(kind: string): Command[] {
    return [...(this.#commands.get(kind)?.values() ?? [])]
  }

  reactionsTo(type: string): readonly Reaction[] {
    const known = this.#reactionsTo.get(type)
    if (known) return known
    const found = [...this.#reactions.values()].filter((reaction) => hears(reaction, type))
    this.#reactionsTo.set(type, found)
    return found
  }

  reaction(handler: string): Reaction | undefined {
    return this.#reactions.get(handler)
  }

  /** The module that tells an event; `kernel` for those of no module. */
  sourceOf(type: string): string {
    return this.#sources.get(type) ?? 'kernel'
  }

  /** All tables with how each is guarded, in order of creation. */
  tables(): TableRule[] {
    return [...kernelParts.flatMap((part) => part.tables), ...this.modules.flatMap(tablesOf)]
  }

  /** All table changes, kernel first, then modules by dependence. */
  migrationSources(): MigrationSource[] {
    const parts = kernelParts.map(({ owner, folder }) => ({ owner, migrations: migrationsIn(folder) }))
    return [
      ...parts,
      ...this.modules.map(({ id, folder }) => ({ owner: id, migrations: migrationsIn(folder) })),
    ]
  }
}

const once = <V>(map: Map<string, V>, key: string, value: V, what: string): void => {
  if (map.has(key)) throw new Error(`Two modules declare the ${what} ${key}.`)
  map.set(key, value)
}

const tablesOf = (module: Module): TableRule[] => [
  // rows of entity kinds are audited by their own trigger
  ...(module.kinds ?? []).map((kind): TableRule => ({
    name: kind.table,
    scope: 'project',
    grants: ['select', 'insert', 'update'],
    ...(kind.personal ? { personal: kind.personal } : {}),
  })),
  ...(module.tables ?? []),
]

const migrationsIn = (folder: string): MigrationSource['migrations'] => {
  const tables = join(folder, 'tables')
  let names: string[]
  try {
    names = readdirSync(tables)
  } catch {
    return []
  }
  return names
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => ({ name, sql: readFileSync(join(tables, name), 'utf8') }))
}

const inOrderOfDependence = (modules: readonly Module[]): Module[] => {
  const byId = new Map(modules.map((module) => [module.id, module]))
  const done = new Map<string, 'open' | 'closed'>()
  const order: Module[] = []
  const visit = (module: Module): void => {
    if (done.get(module.id) === 'closed') return
    if (done.get(module.id) === 'open')
      throw new Error(`The module ${module.id} depends on itself by way of others.`)
    done.set(module.id, 'open')
    for (const id of module.dependsOn) {
      const dependency = byId.get(id)
      if (!dependency) throw new Error(`${module.id} depends on ${id}, which is not in modules/registry.ts.`)
      visit(dependency)
    }
    done.set(module.id, 'closed')
    order.push(module)
  }
  for (const module of modules) visit(module)
  return order
}
