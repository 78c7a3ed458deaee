import { meets, type Expectation } from './expectation.ts'
import type { StemmedPassage, StemmedUnit, Wanted } from './weighing.ts'

/** A unit of a passage and how far it answers. */
export interface PickedUnit {
  passage: StemmedPassage
  unit: StemmedUnit
  /** 0…1: how much of the question stands in it or around it, and whether it is of the kind asked for */
  score: number
  /** 0…1: how much of the question stands in the unit itself or above it */
  direct: number
  /** whether it is a field for which the question asks */
  isAsked: boolean
}

/** What a word counts that stands beside a unit: in headings and titles, in a neighboring unit, elsewhere in the passage. */
const nearness = { synonym: 0.8, field: 0.9, above: 0.7, beside: 0.5, passage: 0.3 } as const

/** What is left of a score where nothing of the kind asked for stands in the unit. */
const unmet = 0.6

/** What is left of the score of a unit that asks itself, or says nothing but the question. */
const poor = 0.5

/** From this score on a unit answers. How often it then answers wrongly or is silent: docs/quality/answers.md. */
export const answersFrom = 0.5

/** All units of the passages that have something of the question, best first. */
export const rankUnits = (
  wanted: readonly Wanted[],
  expects: Expectation,
  passages: readonly StemmedPassage[],
): PickedUnit[] => {
  const total = wanted.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return []
  return passages
    .flatMap((passage, rank) =>
      passage.units.map((unit, at) => {
        const isAsked = isAskedField(passage, unit, wanted)
        const values = wanted.map((each) => each.weight * presence(each, passage, at, isAsked))
        const own = wanted.map((each) =>
          stands(each, unit.stems) || stands(each, passage.above) ? each.weight : 0,
        )
        const text = passage.text.slice(unit.start, unit.end)
        if (isHeading(text, passage.heading)) return { passage, unit, score: 0, direct: 0, isAsked }
        const isPoor = text.trimEnd().endsWith('?') || repeats(unit, wanted, isAsked ? 1 : leastNews)
        const isMet = meets(expects, text) && tellsAsked(wanted, passage, at)
        const kind = (isMet ? 1 : unmet) * (isPoor ? poor : 1)
        return {
          passage,
          unit,
          score: (sum(values) / total) * kind * (1 - 0.002 * rank),
          direct: sum(own) / total,
          isAsked,
        }
      }),
    )
    .filter(({ score }) => score > 0)
    .toSorted((x, y) => y.score - x.score)
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

const stands = ({ stem, alternatives }: Wanted, stems: ReadonlySet<string>): boolean =>
  stems.has(stem) || [...alternatives].some((each) => stems.has(each))

const presence = (wanted: Wanted, passage: StemmedPassage, at: number, isAsked: boolean): number => {
  const unit = passage.units[at]
  if (unit?.stems.has(wanted.stem)) return 1
  if (unit && stands(wanted, unit.stems)) return nearness.synonym
  // a field speaks of what its document is about
  if (isAsked && (stands(wanted, passage.all) || stands(wanted, passage.above))) return nearness.field
  if (stands(wanted, passage.above)) return nearness.above
  const beside = [at - 1, at + 1].some((other) => {
    const neighbor = passage.units[other]
    return neighbor !== undefined && stands(wanted, neighbor.stems)
  })
  if (beside) return nearness.beside
  return stands(wanted, passage.all) ? nearness.passage : 0
}

/** Whether anything of what is asked about the names of a question stands in a unit or around it, not only these names. */
const tellsAsked = (wanted: readonly Wanted[], passage: StemmedPassage, at: number): boolean => {
  const asked = wanted.filter(({ isName }) => !isName)
  const around = [at - 1, at, at + 1].flatMap((other) => passage.units[other]?.stems ?? [])
  return (
    asked.length === 0 ||
    asked.some((each) => [passage.above, ...around].some((stems) => stands(each, stems)))
  )
}

const fieldLabel = /^[\s*_-]*(\p{L}[\p{L}\p{N} /-]{1,30})[*_]*:[*_]*\s*\S/u

/** `Owner: Maria Lopez`, where the question asks for the owner. */
const isAskedField = (
  passage: StemmedPassage,
  { start, end }: StemmedUnit,
  wanted: readonly Wanted[],
): boolean => {
  const label = fieldLabel.exec(passage.text.slice(start, end))?.[1]
  if (label === undefined) return false
  const words = label.trim().split(/[ /-]+/)
  const stems = new Set(words.flatMap((word) => passage.stem(word) ?? []))
  return stems.size > 0 && [...stems].every((stem) => wanted.some((each) => stands(each, new Set([stem]))))
}

/** Words of a unit beyond those of the question, from which on it says something; of a field that is asked for, one. */
const leastNews = 2

const repeats = ({ stems }: StemmedUnit, wanted: readonly Wanted[], least: number): boolean =>
  [...stems].filter((stem) => wanted.every((each) => each.stem !== stem)).length < least

/** A heading announces an answer and is none; what stands below it counts it as said. */
const isHeading = (text: string, headings: string): boolean => {
  const bare = text.replace(/^\s*#+\s*/, '').trim()
  return headings.split(' › ').includes(bare) || !/[\p{L}\p{N}]/u.test(bare)
}

/** Units shown at most. */
const mostUnits = 3

/**
 * The units that answer, best first: those nearly as good as the best that add something. None where the best does not
 * reach {@link answersFrom}, or where a name that the question is about stands nowhere near it.
 */
export const pickUnits = (ranked: readonly PickedUnit[], wanted: readonly Wanted[]): PickedUnit[] => {
  const names = wanted.filter(({ isName }) => isName)
  const about = ranked.filter(
    ({ passage, score, isAsked }) =>
      score >= answersFrom &&
      names.every((name) =>
        isAsked && isNumber(name)
          ? identifies(name, passage)
          : stands(name, passage.all) || stands(name, passage.above),
      ),
  )
  const best = about[0]
  if (!best) return []
  const picked: PickedUnit[] = []
  for (const each of about) {
    if (picked.length >= mostUnits || each.score < best.score * 0.8) break
    if (picked.every((other) => overlap(other.unit.stems, each.unit.stems) < 0.6)) picked.push(each)
  }
  return picked
}

const isNumber = ({ stem }: Wanted): boolean => /^\p{N}+$/u.test(stem)

/**
 * Whether a document says of itself, in a field beside the one that is asked for or in a heading, that it is the one of
 * this number: a document that only speaks of RFC 9 does not tell who wrote RFC 9.
 */
const identifies = (number: Wanted, { above, units, text }: StemmedPassage): boolean =>
  stands(number, above) ||
  units.some(({ start, end, stems }) => fieldLabel.test(text.slice(start, end)) && stands(number, stems))

/** The share of the smaller set that is in the other. */
export const overlap = (x: ReadonlySet<string>, y: ReadonlySet<string>): number => {
  const [small, large] = x.size < y.size ? [x, y] : [y, x]
  if (small.size === 0) return 1
  return [...small].filter((each) => large.has(each)).length / small.size
}
