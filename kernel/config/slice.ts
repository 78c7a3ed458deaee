import type { z } from 'zod'

/** Variables of one slice: name to schema. Schemas take text and give the typed value. */
export type Shape = Readonly<Record<string, z.ZodType>>

/** Reports a mistake that only shows between variables: which one, what is wrong, what to do. */
export type ReportMistake = (variable: string, wrong: string, fix: string) => void

/** Variables that belong together, with a rule between them where there is one. */
export interface Slice<S extends Shape = Shape> {
  readonly name: string
  readonly shape: S
  // A method, not a property: a slice with a narrower shape must be usable where any slice is wanted.
  refine?(values: z.output<z.ZodObject<S>>, report: ReportMistake): void
}

type AllOf<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never

type ValuesOf<T> = T extends Slice<infer S> ? z.output<z.ZodObject<S>> : never

/** The typed values of a list of slices: one flat object keyed by variable name. */
export type ConfigOf<Slices extends readonly Slice[]> = Readonly<AllOf<ValuesOf<Slices[number]>>>

/**
 * Declares a slice of the configuration.
 * @param name the heading under which the variables are documented
 * @param shape variable name to schema; `.describe()` each one, it becomes the documentation
 * @param refine rules between the slice's variables; runs only when each of them is right by itself
 */
export function defineSlice<const S extends Shape>(
  name: string,
  shape: S,
  refine?: (values: z.output<z.ZodObject<S>>, report: ReportMistake) => void,
): Slice<S> {
  for (const variable of Object.keys(shape)) {
    if (!/^[A-Z][A-Z0-9_]*$/.test(variable)) {
      throw new TypeError(`Slice "${name}": ${variable} is not a name for an environment variable.`)
    }
  }
  return refine === undefined ? { name, shape } : { name, shape, refine }
}
