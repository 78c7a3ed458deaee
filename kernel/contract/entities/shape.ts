import { z } from 'zod'
import type { Kind } from '../../entities/kind.ts'
import type { Context } from '../../module/context.ts'
import { abilitiesSchema } from '../schemas.ts'

/** The record of a kind as the API answers it. */
export const entitySchema = (kind: Kind) => {
  const fields = Object.fromEntries(
    Object.entries(kind.fields).map(([name, field]) => [
      name,
      field.required ? field.schema : field.schema.nullable(),
    ]),
  )
  return z
    .object({
      id: z.uuid(),
      project_id: z.uuid(),
      key: z.string(),
      kind: z.literal(kind.kind),
      label: z.string(),
      version: z.int(),
      created_at: z.string(),
      created_by: z.uuid().nullable(),
      updated_at: z.string(),
      updated_by: z.uuid().nullable(),
      deleted_at: z.string().nullable(),
      tags: z.array(z.string()),
      ...fields,
      abilities: abilitiesSchema,
    })
    .meta({ id: pascal(kind.kind) })
}

const pascal = (name: string): string =>
  name.replaceAll(/(^|_)(\w)/g, (_all, _gap: string, letter: string) => letter.toUpperCase())

/** What the endpoints of one kind share: its words, its path, its schema. */
export interface KindShape {
  kind: Kind
  one: string
  many: string
  /** the collection; `PATH/{id}` is one record */
  path: string
  output: z.ZodObject
  permit(action: string): { kind: string; action: string }
  /** name of an endpoint: `risks.list` */
  name(verb: string): string
}

/** Works out what the endpoints of a kind share. */
export const shapeOf = (kind: Kind): KindShape => ({
  kind,
  one: kind.label.one.toLowerCase(),
  many: kind.label.many.toLowerCase(),
  path: kind.collection,
  output: entitySchema(kind),
  permit: (action) => ({ kind: kind.kind, action }),
  name: (verb) => `${kind.table}.${verb}`,
})

/** The reason of a change, which goes into the audit. */
export const reason = z.string().max(2_000).optional()

/** The version that a change was made for, where the request names one. */
export const expected = (context: Context): { expectedVersion?: number | undefined } => ({
  expectedVersion: context.expectedVersion,
})
