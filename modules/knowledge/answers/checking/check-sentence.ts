import { wordsIn } from '#modules/knowledge/search/index.ts'
import type { Support } from '../answer.ts'
import { numberPattern } from '../asking/expectation.ts'
import { overlap } from '../asking/pick-units.ts'
import type { StemmedPassage, StemmedUnit } from '../asking/weighing.ts'

/** What a check finds: whether the passages hold the sentence up, and the very words that do. */
export interface Checked {
  support: Support
  reason: string | null
  /** units that the sentence rests on, with the place of their passage among those given */
  units: { passage: number; unit: StemmedUnit }[]
}

/** The share of a sentence's words that its sources must have, for it to be held up wholly or in part. */
const wholly = 0.7
const inPart = 0.45

/** How much of the sentence a unit must have to be shown as its source. */
const shown = 0.3

const negation = /\b(?:not|no|never|none|without|cannot|n't)\b|n['’]t\b/i

/**
 * Checks a sentence against the passages it cites, by its words: nearly all of them, every number and every name must
 * stand there, and neither side may deny what the other says. Meaning beyond words is not judged: a sentence that twists
 * its source with the source's own words passes.
 */
export const checkSentence = (
  sentence: string,
  cited: readonly { place: number; passage: StemmedPassage }[],
  stem: (word: string) => string | null,
): Checked => {
  const words = wordsIn(sentence)
  const stems = new Set(words.flatMap(({ word }) => stem(word) ?? []))
  if (cited.length === 0) return refuse('It cites nothing.', [])
  const units = bestUnits(stems, cited)
  const text = cited.map(({ passage }) => `${passage.title}\n${passage.heading}\n${passage.text}`).join('\n')
  const number = missingNumber(sentence, text)
  if (number !== undefined) return refuse(`The number ${number} does not stand in what it cites.`, units)
  const known = new Set(cited.flatMap(({ passage }) => [...passage.all, ...passage.above]))
  const name = missingName(sentence, known, stem)
  if (name !== undefined) return refuse(`The name ${name} does not stand in what it cites.`, units)
  const share = stems.size === 0 ? 1 : [...stems].filter((each) => known.has(each)).length / stems.size
  if (share < inPart) return refuse('What it cites speaks of something else.', units)
  const source = units.map(({ passage, unit }) => wordsOf(cited, passage, unit)).join(' ')
  if (negation.test(sentence) !== negation.test(source))
    return { support: 'partly', reason: 'One of the two, sentence or source, denies it.', units }
  return share >= wholly
    ? { support: 'supported', reason: null, units }
    : { support: 'partly', reason: 'Part of it does not stand in what it cites.', units }
}

const refuse = (reason: string, units: Checked['units']): Checked => ({
  support: 'unsupported',
  reason,
  units,
})

const wordsOf = (
  cited: readonly { place: number; passage: StemmedPassage }[],
  place: number,
  { start, end }: StemmedUnit,
): string => cited.find((each) => each.place === place)?.passage.text.slice(start, end) ?? ''

/** Of each cited passage the unit nearest to the sentence. */
const bestUnits = (
  stems: ReadonlySet<string>,
  cited: readonly { place: number; passage: StemmedPassage }[],
): Checked['units'] =>
  cited.flatMap(({ place, passage }) => {
    const [best] = passage.units
      .map((unit) => ({ unit, share: shareOf(stems, unit.stems) }))
      .toSorted((x, y) => y.share - x.share)
    return best && best.share >= shown ? [{ passage: place, unit: best.unit }] : []
  })

const shareOf = (stems: ReadonlySet<string>, unit: ReadonlySet<string>): number =>
  stems.size === 0
    ? 0
    : ([...stems].filter((each) => unit.has(each)).length / stems.size) * (0.5 + overlap(stems, unit) / 2)

const plain = (written: string): string => written.replaceAll(/[,'’](?=\d{3})/g, '').replace(/[.,']+$/, '')

const missingNumber = (sentence: string, text: string): string | undefined => {
  const there = new Set([...text.matchAll(numberPattern)].map(([written]) => plain(written)))
  return [...sentence.matchAll(numberPattern)]
    .map(([written]) => plain(written))
    .find((each) => !there.has(each))
}

/** A word written as a name inside of a sentence whose stem the sources lack. */
const missingName = (
  sentence: string,
  known: ReadonlySet<string>,
  stem: (word: string) => string | null,
): string | undefined =>
  wordsIn(sentence).find(({ word, start }) => {
    if (!/^\p{Lu}\p{L}/u.test(word)) return false
    const before = sentence.slice(0, start).trimEnd()
    if (before === '' || /[.!?:“"(]$/.test(before)) return false
    const lexeme = stem(word)
    return lexeme !== null && !known.has(lexeme)
  })?.word
