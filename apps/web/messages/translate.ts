import { IntlMessageFormat } from 'intl-messageformat'
import { reading } from './language.ts'
import type { TextName, ValuesOf } from './texts.ts'

type Arguments<Name extends TextName> = [keyof ValuesOf<Name>] extends [never] ? [] : [values: ValuesOf<Name>]

/** The text of that name in the reader's language, with its values put in. */
export function t<Name extends TextName>(name: Name, ...[values]: Arguments<Name>): string {
  const text = partAt(name)
  if (typeof text === 'string' && values === undefined) return text
  return isMessage(text) ? String(formatOf(name, text).format({ ...values })) : name
}

/** A text whose name is put together from what the server says; undefined where there is none. */
export function textAt(name: string): string | undefined {
  const text = partAt(name)
  return typeof text === 'string' ? text : undefined
}

function partAt(name: string): unknown {
  let part: unknown = reading.texts
  for (const step of name.split('.'))
    part = isRecord(part) && Object.hasOwn(part, step) ? part[step] : undefined
  return part
}

/** A word that the server says, in the reader's language. */
export const term = (word: string): string => reading.terms[word] ?? word

/** A kind's or field's name within a sentence: English writes it small, German does not. */
export const inSentence = (word: string): string =>
  reading.language === 'en' && !/^[A-Z]{2}/.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word

/** A text as it is written, or as the build has parsed it. */
type Message = ConstructorParameters<typeof IntlMessageFormat>[0]

const isMessage = (text: unknown): text is Message => typeof text === 'string' || Array.isArray(text)

const formats = new Map<string, IntlMessageFormat>()

function formatOf(name: string, text: Message): IntlMessageFormat {
  const key = `${reading.locale} ${name}`
  const known = formats.get(key) ?? new IntlMessageFormat(text, reading.locale)
  formats.set(key, known)
  return known
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
