import { en } from './en.ts'

/** The texts in the language of the reader. English is the only one there is. */
export const messages = en
