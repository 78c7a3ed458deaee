import type { GetICUArgs } from '@schummar/icu-type-parser'
import type { en } from './en/index.ts'

/** English is the pattern: what a text is called and which values it takes is read from it. */
export type English = typeof en

/** The same names with a text each: what another language has to bring. */
export type Translated<Part> = Part extends string
  ? string
  : { readonly [Name in keyof Part]: Translated<Part[Name]> }

/** All texts in some language. */
export type Catalog = Translated<English>

type Paths<Part> = {
  [Name in keyof Part & string]: Part[Name] extends string ? Name : `${Name}.${Paths<Part[Name]>}`
}[keyof Part & string]

/** The name of a text: `register.created`. */
export type TextName = Paths<English>

type At<Part, Path> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof Part
    ? At<Part[Head], Rest>
    : never
  : Path extends keyof Part
    ? Part[Path]
    : never

/** The values that a text takes. */
export type ValuesOf<Name extends TextName> =
  At<English, Name> extends infer Text extends string
    ? GetICUArgs<Text, { ICUArgument: string | number; ICUNumberArgument: number }>
    : never
