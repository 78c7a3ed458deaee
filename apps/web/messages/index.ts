export { inSentence, t, term, textAt } from './translate.ts'
export {
  choose,
  languages,
  onReadingChange,
  readAs,
  reading,
  readingRevision,
  wishedLocale,
  wishedTimeZone,
  type Language,
} from './language.ts'
export type { TextName } from './texts.ts'
