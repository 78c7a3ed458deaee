import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { withDefault, orElse } from './fallbacks.ts'
import { projectKey, projectPath, type ProjectRef } from './project.ts'
import { term } from '../messages/index.ts'
import { request } from './request.ts'

const field = z.object({
  name: z.string(),
  label: z.string(),
  type: orElse(
    z.enum([
      'text',
      'long_text',
      'number',
      'integer',
      'money',
      'date',
      'timestamp',
      'enum',
      'boolean',
      'user',
      'entity',
      'json',
    ]),
    'json',
  ),
  options: z.nullish(z.array(z.string())),
  required: withDefault(z.boolean(), false),
  writable: withDefault(z.boolean(), false),
  computed: z.nullish(z.boolean()),
  /** For a reference: the kind that it points to. */
  refers_to: z.nullish(z.string()),
  /** A note beside the control, or the formula of a computed field with the fields that go into it. */
  explanation: z.nullish(
    z.union([z.string(), z.object({ formula: z.string(), inputs: z.array(z.string()) })]),
  ),
})

const verb = z.object({
  name: z.string(),
  label: z.string(),
  input: z.nullish(z.record(z.string(), z.unknown())),
  /** The state to which the verb always leads. */
  to: z.nullish(z.string()),
})

const kind = z.object({
  kind: z.string(),
  collection: z.string(),
  prefix: z.nullish(z.string()),
  label: z.object({ one: z.string(), many: z.string() }),
  /** The field by which an entity of the kind is known. */
  title: z.nullish(z.string()),
  fields: z.array(field),
  columns: z.array(z.string()),
  states: z.nullish(z.object({ field: z.string(), transitions: z.record(z.string(), z.array(z.string())) })),
  verbs: z.array(verb),
  /** Screens of its own, by name. */
  screens: z.nullish(z.object({ page: z.nullish(z.string()), list: z.nullish(z.string()) })),
  /** Whether the caller may create one by hand. */
  creatable: withDefault(z.boolean(), true),
})

const kinds = z.object({
  kinds: z.array(kind),
  navigation: z.array(z.object({ label: z.string(), path: z.string(), group: z.nullish(z.string()) })),
})

/** What a field of a kind is: its name on the wire, its label, its type. */
export type FieldInfo = z.output<typeof field>

/** A domain verb of a kind, with the JSON Schema of its input. */
export type VerbInfo = z.output<typeof verb>

/** A kind of entity: everything that registers, forms and pages are derived from. */
export type KindInfo = z.output<typeof kind>

/** The kinds of a project and its navigation. */
export type Kinds = z.output<typeof kinds>

/** The explanation of a field in words. */
export const explanationOf = ({ explanation }: FieldInfo): string | undefined =>
  typeof explanation === 'string' ? explanation : (explanation?.formula ?? undefined)

/** The same kinds with their names in the reader's language. */
export const inReadersWords = ({ kinds: all, navigation }: Kinds): Kinds => ({
  kinds: all.map((one) => ({
    ...one,
    label: { one: term(one.label.one), many: term(one.label.many) },
    fields: one.fields.map((item) => ({ ...item, label: term(item.label) })),
    verbs: one.verbs.map((item) => ({ ...item, label: term(item.label) })),
  })),
  navigation: navigation.map((item) => ({
    ...item,
    label: term(item.label),
    group: item.group && term(item.group),
  })),
})

/** The query for a project's kinds; they change only with the modules switched on. */
export const kindsQuery = (ref: ProjectRef) =>
  queryOptions({
    queryKey: [...projectKey(ref), 'kinds'],
    queryFn: ({ signal }) => request(kinds, `${projectPath(ref)}/kinds`, { signal }),
    staleTime: 5 * 60_000,
    select: inReadersWords,
  })
