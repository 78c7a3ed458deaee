import { z } from 'zod'

/** How a field is stored, shown and filtered. */
export type FieldType =
  | 'text'
  | 'long_text'
  | 'number'
  | 'integer'
  | 'money'
  | 'date'
  | 'timestamp'
  | 'enum'
  | 'boolean'
  | 'user'
  | 'entity'
  | 'json'

/** One column of an entity kind: the single place where its type, limits and meaning are declared. */
export interface Field<T = unknown, R extends boolean = boolean> {
  type: FieldType
  schema: z.ZodType<T>
  required: R
  /** false: only the database or a domain verb sets it */
  writable: boolean
  options?: readonly string[]
  /** for `entity`: which kind it points to */
  refersTo?: string
  /** formula of a computed field, in words, and the fields that go into it */
  explanation?: { formula: string; inputs: readonly string[] }
}

interface Wishes {
  required?: true
}
type Wanted<O> = O extends { required: true } ? true : false

const field = <T, O extends Wishes>(
  type: FieldType,
  schema: z.ZodType<T>,
  wishes: O,
  more: { options?: readonly string[]; refersTo?: string } = {},
): Field<T, Wanted<O>> => ({
  type,
  schema,
  required: (wishes.required ?? false) as Wanted<O>,
  writable: true,
  ...more,
})

// what the database cannot keep must not get as far as the database
const storable = (value: string): boolean => !value.includes('\u0000') && value.isWellFormed()

const words = (max: number, min: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(min, min === 1 ? 'must not be empty' : `must have at least ${min} characters`)
    .max(max, `must not be longer than ${max} characters`)
    .refine(storable, 'must not contain NUL or broken Unicode')

/** One line of text, at most `max` characters (default 500). */
export const text = <const O extends Wishes & { max?: number }>(options: O = {} as O) =>
  field('text', words(options.max ?? 500, options.required ? 1 : 0), options)

/** Text of several paragraphs, at most `max` characters (default 20,000). */
export const longText = <const O extends Wishes & { max?: number }>(options: O = {} as O) =>
  field('long_text', words(options.max ?? 20_000, options.required ? 1 : 0), options)

/** A whole number. */
export const integer = <const O extends Wishes & { min?: number; max?: number }>(options: O = {} as O) =>
  field(
    'integer',
    z
      .int()
      .min(options.min ?? -2_147_483_648)
      .max(options.max ?? 2_147_483_647),
    options,
  )

const decimal = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().regex(/^-?\d{1,18}(\.\d{1,12})?$/, 'must be a decimal number such as 1250.50'))

/** An exact decimal number, as text so that no digit is lost. */
export const number = <const O extends Wishes>(options: O = {} as O) => field('number', decimal, options)

/** An amount of money; its currency stands in a field of its own. */
export const money = <const O extends Wishes>(options: O = {} as O) => field('money', decimal, options)

/** An ISO 4217 currency code. */
export const currency = <const O extends Wishes>(options: O = {} as O) =>
  field(
    'text',
    z.string().regex(/^[A-Z]{3}$/, 'must be a currency code of three capital letters such as EUR'),
    options,
  )

/** A calendar date, `YYYY-MM-DD`. */
export const date = <const O extends Wishes>(options: O = {} as O) =>
  field('date', z.iso.date('must be a date such as 2026-03-31'), options)

/** A moment, ISO 8601 with offset. */
export const timestamp = <const O extends Wishes>(options: O = {} as O) =>
  field('timestamp', z.iso.datetime({ offset: true }), options)

/** One of a fixed list; also sorts in the order of the list. */
export const choice = <const C extends readonly [string, ...string[]], const O extends Wishes>(
  options: C,
  wishes: O = {} as O,
) => field('enum', z.enum(options), wishes, { options })

/** Yes or no. */
export const flag = <const O extends Wishes>(options: O = {} as O) => field('boolean', z.boolean(), options)

/** A person with an account. */
export const user = <const O extends Wishes>(options: O = {} as O) =>
  field('user', z.uuid('must be the id of a member'), options)

/** A record of another kind, held by a real foreign key. */
export const reference = <const O extends Wishes>(refersTo: string, options: O = {} as O) =>
  field('entity', z.uuid('must be the id of a record'), options, { refersTo })

/** Structured content with a schema of its own. */
export const json = <T, const O extends Wishes>(schema: z.ZodType<T>, options: O = {} as O) =>
  field('json', schema, options)

/** Marks a field that nobody writes directly; one that is required is always there. */
export const fixed = <T, R extends boolean>(inner: Field<T, R>): Field<T, R> => ({
  ...inner,
  writable: false,
})

/** Marks a field that the database computes, with its derivation. */
export const computed = <T, R extends boolean>(
  inner: Field<T, R>,
  formula: string,
  inputs: readonly string[],
): Field<T, false> => ({
  ...fixed(inner),
  required: false,
  explanation: { formula, inputs },
})
