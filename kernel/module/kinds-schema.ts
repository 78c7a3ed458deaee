import { z } from 'zod'

/** One field of a kind: its name on the wire, its label, its type. */
const fieldSchema = z
  .object({
    name: z.string(),
    label: z.string(),
    type: z.enum([
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
    required: z.boolean(),
    writable: z.boolean(),
    options: z.array(z.string()).optional(),
    /** for a reference: the kind that it points to */
    refers_to: z.string().optional(),
    computed: z.literal(true).optional(),
    /** of a computed field: its formula, and the fields that go into it */
    explanation: z.object({ formula: z.string(), inputs: z.array(z.string()) }).optional(),
  })
  .meta({ id: 'FieldInfo' })

const verbSchema = z
  .object({
    name: z.string(),
    label: z.string(),
    /** JSON Schema of what it takes */
    input: z.record(z.string(), z.unknown()),
    /** the state in which a record always is afterwards */
    to: z.string().optional(),
  })
  .meta({ id: 'VerbInfo' })

/** A kind of record as screens and agents are drawn from it. */
export const kindSchema = z
  .object({
    kind: z.string(),
    collection: z.string(),
    prefix: z.string(),
    label: z.object({ one: z.string(), many: z.string() }),
    /** the field that names a record */
    title: z.string(),
    fields: z.array(fieldSchema),
    columns: z.array(z.string()),
    states: z
      .object({
        field: z.string(),
        initial: z.string(),
        transitions: z.record(z.string(), z.array(z.string())),
      })
      .nullable(),
    /** the date by which a record should be done, and the states in which it is not yet */
    due: z.object({ field: z.string(), open: z.array(z.string()) }).nullable(),
    /** screens of its own, by the names under which the web app has them */
    screens: z.object({ page: z.string().optional(), list: z.string().optional() }).nullable(),
    verbs: z.array(verbSchema),
    /** whether the caller may create one by hand */
    creatable: z.boolean(),
    /** whether its records hold personal data, which can be erased */
    personal: z.boolean(),
  })
  .meta({ id: 'KindInfo' })
