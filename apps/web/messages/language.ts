import { en } from './en/index.ts'
import type { Catalog } from './texts.ts'

/** The languages there are, by BCP 47 primary tag, each by its own name. */
export const languages = { en: 'English', de: 'Deutsch' } as const

/** A language that the app speaks. */
export type Language = keyof typeof languages

type Words = {
  texts: Catalog
  /** Words that the server says in English (names of kinds, fields, states), in this language. */
  terms: Readonly<Record<string, string>>
}

/** How a reader reads: the words, the marks of numbers and dates, the hours of the day. */
export type Reading = Words & {
  language: Language
  /** BCP 47; decides how numbers, money and dates are written. */
  locale: string
  /** IANA name; undefined for that of the machine. */
  timeZone: string | undefined
}

const wordsOf: Record<Language, () => Words | Promise<Words>> = {
  en: () => ({ texts: en, terms: {} }),
  de: async () => {
    const { de, terms } = await import('./de/index.ts')
    return { texts: de, terms }
  },
}

/** The reading in force. Everything that writes text asks it at the moment of writing. */
export let reading: Reading = { language: 'en', locale: 'en', timeZone: undefined, texts: en, terms: {} }

let revision = 0
const listeners = new Set<() => void>()

/** Tells whenever the reading changes; returns how to stop. */
export function onReadingChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Counts the changes of the reading, so that what is shown can be drawn anew. */
export const readingRevision = (): number => revision

/** Reads as `locale` says from now on; a language that is not there is read in English. Loads the texts first. */
export async function readAs(locale: string, timeZone?: string): Promise<void> {
  const language = languageOf(locale)
  reading = { language, locale: isTag(locale) ? locale : language, timeZone, ...(await wordsOf[language]()) }
  revision += 1
  if (typeof document !== 'undefined') document.documentElement.lang = language
  for (const listener of listeners) listener()
}

/** The locale chosen on this machine, else the first that the browser asks for and the app speaks. */
export const wishedLocale = (): string =>
  localStorage.getItem('locale') ?? navigator.languages.find(isSpoken) ?? 'en'

/** The time zone chosen on this machine, if one was. */
export const wishedTimeZone = (): string | undefined => localStorage.getItem('timeZone') ?? undefined

/** Reads as the person chose, on this machine from now on. Without a time zone, that of the machine. */
export async function choose(locale: string, timeZone = wishedTimeZone()): Promise<void> {
  localStorage.setItem('locale', locale)
  if (timeZone === undefined) localStorage.removeItem('timeZone')
  else localStorage.setItem('timeZone', timeZone)
  await readAs(locale, timeZone)
}

const primary = (locale: string): string => locale.toLowerCase().split('-')[0] ?? ''

const isSpoken = (locale: string): boolean => primary(locale) in languages && isTag(locale)

/** Some browsers name a locale of the system that is no BCP 47 tag, `en-US@posix` say. */
const isTag = (locale: string): boolean => {
  try {
    return Intl.getCanonicalLocales(locale).length === 1
  } catch {
    return false
  }
}

const languageOf = (locale: string): Language => (primary(locale) === 'de' ? 'de' : 'en')
