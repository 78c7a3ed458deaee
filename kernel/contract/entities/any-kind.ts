import { z } from 'zod'
import { command, type Command } from '../../entities/command.ts'
import type { Field } from '../../entities/field.ts'
import { defineEntity, type Kind } from '../../entities/kind.ts'
import { entitySchema, type KindShape } from './shape.ts'

const declared = defineEntity<Record<string, Field>>({
  kind: 'entity',
  table: 'entities',
  prefix: '',
  label: { one: 'Record', many: 'Records' },
  title: '',
  fields: {},
  search: [],
  columns: [],
})

/**
 * What all kinds share, as the shape of a kind whose collection stands in the path. Nothing is served by it: from it
 * clients that know no kind, such as the web app, have the types of what every kind takes and answers.
 */
export const anyKind: KindShape = {
  kind: { ...declared, createSchema: z.looseObject({}), editSchema: z.looseObject({}) },
  one: 'record',
  many: 'records',
  path: '{collection}',
  output: entitySchema(declared).extend({ kind: z.string() }).loose().meta({ id: 'Entity' }),
  permit: (action) => ({ kind: 'entity', action }),
  name: (verb) => `entities.${verb === anyVerb.verb ? 'do' : verb}`,
}

/** A domain verb that stands in the path. */
export const anyVerb: Command = command<Kind, unknown>(declared, '{verb}', {
  label: 'Do what is particular to a kind',
  input: z.looseObject({}),
  decide: () => ({}),
})
