import type { Context, Reading } from '#kernel/module/index.ts'
import { stemsOf, wordsIn, type FoundPassage, type QueryTerms } from '#modules/knowledge/search/index.ts'
import type { Question } from './question.ts'
import { unitsOf, type Unit } from './units.ts'
import { irregularForms, wordGroups } from './wordings.ts'

/** A word of the question as it is looked for in a text. */
export interface Wanted {
  stem: string
  /** stems that may stand for it */
  alternatives: ReadonlySet<string>
  weight: number
  /** an answer must be about it */
  isName: boolean
}

/** A unit with the stems of its words. */
export interface StemmedUnit extends Unit {
  stems: ReadonlySet<string>
}

/** A passage taken apart for weighing. */
export interface StemmedPassage extends FoundPassage {
  units: StemmedUnit[]
  /** stems of its headings and of the name of its file */
  above: ReadonlySet<string>
  all: ReadonlySet<string>
  stem(word: string): string | null
}

const groups = [...wordGroups, ...irregularForms]

/** What a question looks for, and the passages in which it looks. */
export interface Weighed {
  wanted: Wanted[]
  passages: StemmedPassage[]
  stem(word: string): string | null
}

/** How much a word counts that the question takes over from the former one. */
const carriedWeight = 0.5

/** What a word counts at least, however common it is. */
const leastWeight = 0.3

/** Brings question and passages to the same stems, with one query for all of their words. */
export const weigh = async (
  reader: Reading | Context,
  question: Question,
  { terms }: QueryTerms,
  passages: readonly FoundPassage[],
): Promise<Weighed> => {
  const texts = passages.flatMap(({ text, heading, title }) => [text, heading, title])
  const words = [...texts, question.understoodAs].flatMap((text) => wordsIn(text).map(({ word }) => word))
  const stems = await stemsOf(reader, [...words, ...groups.flat(), ...question.names])
  const stem = (word: string): string | null => stems.get(word.toLowerCase()) ?? null
  const setOf = (text: string): Set<string> => new Set(wordsIn(text).flatMap(({ word }) => stem(word) ?? []))
  const idfs = new Map(terms.map(({ term, idf }) => [term, idf]))
  const rarest = Math.max(1, ...idfs.values())
  const names = new Set(question.names.flatMap((name) => stem(name) ?? []))
  const alternativesOf = (of: string): Set<string> =>
    new Set(
      groups
        .map((group) => group.flatMap((word) => stem(word) ?? []))
        .filter((group) => group.includes(of))
        .flat(),
    )
  const wantedFrom = (list: readonly string[], share: number): Wanted[] =>
    [...new Set(list.flatMap((word) => stem(word) ?? []))].map((each) => ({
      stem: each,
      alternatives: alternativesOf(each),
      weight: share * Math.max(leastWeight, (idfs.get(each) ?? rarest) / rarest),
      isName: share === 1 && names.has(each),
    }))
  return {
    stem,
    wanted: [...wantedFrom(question.words, 1), ...wantedFrom(question.carried, carriedWeight)],
    passages: passages.map((passage) => ({
      ...passage,
      units: unitsOf(passage.text).map((unit) => ({
        ...unit,
        stems: setOf(passage.text.slice(unit.start, unit.end)),
      })),
      above: setOf(`${passage.heading} ${passage.title}`),
      all: setOf(passage.text),
      stem,
    })),
  }
}
