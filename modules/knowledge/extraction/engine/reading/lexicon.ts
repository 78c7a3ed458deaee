import nlp from 'compromise/two'
import { z } from 'zod'

const modelShape = z.object({
  one: z.object({ lexicon: z.record(z.string(), z.union([z.string(), z.array(z.string())])) }),
})

/** Word classes of compromise's lexicon, read once: its tagger is too slow for whole documents, its word list is not. */
const lexicon = new Map(Object.entries(modelShape.parse(nlp.model()).one.lexicon))

const NAMES = new Set(['MaleName', 'FemaleName', 'FirstName'])
const PLACES = new Set(['Place', 'City', 'Region', 'Country'])
const ORGANIZATIONS = new Set(['Organization', 'SportsTeam', 'Company'])
const EVERYDAY =
  /^(?:Adjective|Noun|Singular|Plural|PastTense|PresentTense|Infinitive|Gerund|Adverb|Uncountable|Expression|Conjunction|Pronoun|Preposition|Determiner|Modal|Comparative|Superlative|Participle|PhrasalVerb|Possessive|QuestionWord|Copula|Negative|Date|Month|WeekDay|Value|TextValue|Ordinal|Cardinal|Duration|Unit|Demonym|Abbreviation|Currency|Actor|Imperative|Condition|Verb)$/
const DERIVED =
  /(?:tion|sion|ment|ness|ity|ance|ence|ancy|ency|ism|ology|ware|ship|able|ible|ical|ious|less|ings?|ments|tions|ers' )$/
const FUNCTION =
  /^(?:Conjunction|Pronoun|Preposition|Determiner|Modal|QuestionWord|Copula|Negative|Possessive|Adverb)$/

/** Whether a word is used as a given name ("michael", "zhang" is not). Case does not matter in any of these. */
export const isGivenName = (word: string): boolean => hasTag(word, (t) => NAMES.has(t))

/** Whether a word is a known surname. */
export const isSurname = (word: string): boolean => hasTag(word, (t) => t === 'LastName')

/** Whether the phrase is a well-known person's name. */
export const isKnownPerson = (phrase: string): boolean => hasTag(phrase, (t) => t === 'Person')

/** Whether the phrase is a city, region or country. */
export const isPlace = (phrase: string): boolean => hasTag(phrase, (t) => PLACES.has(t))

/** Whether the phrase is a known organization or team. */
export const isOrganization = (phrase: string): boolean => hasTag(phrase, (t) => ORGANIZATIONS.has(t))

/** Whether the word names somebody by what they do ("producer", "colonel"). */
export const isOccupation = (word: string): boolean => hasTag(word, (t) => t === 'Actor')

/** Whether the word is one of everyday language rather than a name, by the word list or by its ending. */
export function isEveryday(word: string): boolean {
  const lower = word.toLowerCase()
  if (!lexicon.has(lower) && lower.endsWith('s')) return isEveryday(lower.slice(0, -1))
  return hasTag(lower, (t) => EVERYDAY.test(t)) || (lower.length > 6 && DERIVED.test(lower))
}

/** Whether the word names one thing ("rod"; not "rods"). */
export const isNoun = (word: string): boolean => hasTag(word, (t) => t === 'Noun' || t === 'Singular')

/** Whether the word only joins others ("the", "with", "however"). */
export const isFunctionWord = (word: string): boolean => hasTag(word, (t) => FUNCTION.test(t))

function hasTag(phrase: string, test: (tag: string) => boolean): boolean {
  const tags = lexicon.get(phrase.toLowerCase())
  return tags !== undefined && (typeof tags === 'string' ? test(tags) : tags.some(test))
}
