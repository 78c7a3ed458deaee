import { z } from 'zod'
import type { FieldCheck } from './checks.ts'
import type { Field } from './field.ts'

/** Which states follow which; a state that is missing as a key is final. */
export interface States<S extends string = string> {
  field: string
  initial: S
  transitions: Readonly<Record<string, readonly string[]>>
}

/** What stands in a column once its value is erased: `{id}` in it is the row's own id. */
export type ErasedValue = string | null | readonly []

/** Personal data of people in a table, and how it is erased. */
export interface PersonalColumns {
  /** columns that hold it, with what stands there afterwards */
  columns: Readonly<Record<string, ErasedValue>>
  /** the column that names the record whose erasure takes these values along; default `id` */
  of?: string
  /** the rows themselves go */
  deletes?: boolean
  /** the column that names the file in whose text the values still stand */
  source?: string
  /** columns whose words tell where else the person is named */
  named?: readonly string[]
  /** the column by which a record says that it is the same as another: they are erased together */
  same?: string
}

/** What a module says about one kind of thing. Everything generic follows from it. */
export interface KindDeclaration<F extends Record<string, Field>> {
  /** `risk` */
  kind: string
  /** table name with underscores; the URL collection has hyphens instead */
  table: string
  /** `RISK` in RISK-12 */
  prefix: string
  label: { one: string; many: string }
  /** the field that names the thing */
  title: keyof F & string
  fields: F
  states?: States
  /** rules of the table between fields, by the name of the constraint: what they say to whoever breaks them */
  checks?: Readonly<Record<string, FieldCheck>>
  /** fields whose words `q=` and search look at */
  search: readonly (keyof F & string)[]
  /** columns of the register */
  columns: readonly string[]
  /** columns of its table that only the module itself writes and reads, with their SQL types */
  inner?: Readonly<Record<string, string>>
  /** false: records come into being only through the module's own commands */
  creatable?: boolean
  /** group in the navigation */
  group?: string
  /** the date by which it should be done; past it, a record in one of the `open` states is overdue */
  due?: { field: keyof F & string; open: readonly string[] }
  /** personal data in its rows, which can be erased; the log keeps commitments to these values instead of the values */
  personal?: PersonalColumns
  /** screens of its own beside those that all kinds share, by the names under which the web app has them */
  screens?: KindScreens
}

/** Screens of a kind's own: `page` stands on the page of a record, `list` instead of the register. */
export interface KindScreens {
  page?: string
  list?: string
}

/** A kind with what was derived from its declaration. */
export interface Kind<F extends Record<string, Field> = Record<string, Field>> extends Omit<
  KindDeclaration<F>,
  'title' | 'search' | 'fields' | 'due'
> {
  title: string
  due?: { field: string; open: readonly string[] }
  search: readonly string[]
  fields: F
  collection: string
  /** body of a create */
  createSchema: z.ZodObject<Record<string, z.ZodType>>
  /** body of an edit: every writable field, none needed, null clears an optional one */
  editSchema: z.ZodObject<Record<string, z.ZodType>>
  creatable: boolean
}

type Values<F extends Record<string, Field>> = {
  [K in keyof F]: F[K] extends Field<infer T, infer R> ? (R extends true ? T : T | null) : never
}

/** What every entity carries besides its own fields. */
export interface EntityHead {
  id: string
  project_id: string
  key: string
  kind: string
  label: string
  version: number
  created_at: string
  created_by: string | null
  updated_at: string
  updated_by: string | null
  deleted_at: string | null
  tags: string[]
}

/** The row of a kind as domain code and the API see it. */
export type EntityOf<K> = K extends Kind<infer F> ? EntityHead & Values<F> : never

/** Declares a kind of entity. */
export const defineEntity = <const F extends Record<string, Field>>(
  declaration: KindDeclaration<F>,
): Kind<F> => {
  const writable = Object.entries(declaration.fields).filter(([, field]) => field.writable)
  const create: Record<string, z.ZodType> = {}
  const edit: Record<string, z.ZodType> = {}
  for (const [name, field] of writable) {
    create[name] = field.required ? field.schema : field.schema.nullish()
    edit[name] = field.required ? field.schema.optional() : field.schema.nullish()
  }
  return {
    ...declaration,
    creatable: declaration.creatable ?? true,
    collection: declaration.table.replaceAll('_', '-'),
    createSchema: z.strictObject(create),
    editSchema: z.strictObject(edit),
  }
}

/** `RISK-12` */
export const keyOf = (kind: Kind, number: number): string => `${kind.prefix}-${number}`
