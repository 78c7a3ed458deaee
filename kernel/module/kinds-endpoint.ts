import { z } from 'zod'
import { projectQuery } from '../contract/endpoint.ts'
import type { Kind } from '../entities/kind.ts'
import { allows } from '../policy/policy.ts'
import { kindsSwitchedOff } from '../tenancy/modules-off.ts'
import { kindSchema } from './kinds-schema.ts'
import type { Registry } from './registry.ts'

/** `owner_id` → `Owner` */
const labelOf = (name: string): string => {
  const words = name.replace(/_id$/, '').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const describe = (registry: Registry, kind: Kind, may: (action: string) => boolean) => ({
  kind: kind.kind,
  collection: kind.collection,
  prefix: kind.prefix,
  label: kind.label,
  title: kind.title,
  fields: Object.entries(kind.fields).map(([name, field]) => ({
    name,
    label: labelOf(name),
    type: field.type,
    required: field.required,
    writable: field.writable,
    ...(field.options ? { options: field.options } : {}),
    ...(field.refersTo ? { refers_to: field.refersTo } : {}),
    ...(field.explanation ? { computed: true, explanation: field.explanation } : {}),
  })),
  columns: kind.columns,
  states: kind.states ?? null,
  due: kind.due ?? null,
  screens: kind.screens ?? null,
  verbs: registry.commandsOf(kind.kind).map(({ verb, label, input, to }) => ({
    name: verb,
    label,
    ...(to ? { to } : {}),
    input: z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }),
  })),
  creatable: kind.creatable && may('create'),
  personal: kind.personal !== undefined,
})

/** What kinds of record a project has and what the caller may do: the screens are drawn from this. */
export const kindsEndpoint = projectQuery({
  path: 'kinds',
  name: 'kinds.list',
  summary: 'Kinds of record, their fields and verbs',
  permit: { kind: 'artifact', action: 'view' },
  output: z.object({
    kinds: z.array(kindSchema),
    navigation: z.array(z.object({ label: z.string(), path: z.string(), group: z.string() })),
  }),
  handle: async ({ house, caller, project }) => {
    const { registry } = house
    const kinds = [...registry.kinds.values()]
    const off = kindsSwitchedOff(registry, project.settings)
    return {
      // what a switched-off module holds can still be looked at, so its kinds are still described
      kinds: kinds.map((kind) =>
        describe(
          registry,
          kind,
          (action) =>
            !(action === 'create' && off.has(kind.kind)) &&
            allows(registry.policy(kind.kind), caller, action),
        ),
      ),
      navigation: kinds
        .filter(({ kind }) => !off.has(kind))
        .map((kind) => ({
          label: kind.label.many,
          path: kind.collection,
          group: kind.group ?? 'Records',
        })),
    }
  },
})
