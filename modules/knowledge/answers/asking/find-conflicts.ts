import { isScaled, measureOf } from '#modules/knowledge/extraction/index.ts'
import { amountPattern, datePattern, numberPattern, type Expectation } from './expectation.ts'
import type { PickedUnit } from './pick-units.ts'
import type { Wanted } from './weighing.ts'

/** Units that give different values for what was asked. */
export interface UnitConflict {
  about: 'date' | 'amount' | 'number'
  statements: { picked: PickedUnit; value: string }[]
}

/** How much of the question has to stand in a unit itself before its value counts as an answer to it. */
const aboutTheSame = 0.7

/** From which likeness of their words, or which density of the question in them, two units speak of one thing; set by hand. */
const ofOneThing = { likeness: 0.5, density: 0.35 } as const

/** Sources named at most. */
const mostStatements = 4

const patterns = { date: datePattern, amount: amountPattern, number: numberPattern } as const

/**
 * Different values for one question: among the units that answer it as well as the best does, those of different files
 * whose values of the kind asked for have nothing in common.
 */
export const findConflict = (
  ranked: readonly PickedUnit[],
  expects: Expectation,
  wanted: readonly Wanted[],
): UnitConflict | undefined => {
  if (expects !== 'date' && expects !== 'amount' && expects !== 'number') return undefined
  const best = ranked[0]
  if (!best) return undefined
  const asked = new Set(wanted.flatMap(({ stem, alternatives }) => [stem, ...alternatives]))
  const statements: UnitConflict['statements'] = []
  const known: { file: string; values: Set<string>; words: ReadonlySet<string> }[] = []
  for (const picked of ranked) {
    if (picked.score < best.score * 0.85 || picked.direct < aboutTheSame) continue
    const text = picked.passage.text.slice(picked.unit.start, picked.unit.end)
    const found = valuesIn(text, expects)
    const [first] = found
    if (!first) continue
    const values = new Set(found.map(({ normal }) => normal))
    const file = picked.passage.entityId
    const words = subjectOf(picked, asked, expects)
    const isNew = known.every(
      (other) =>
        other.file !== file &&
        areOfOneThing(other.words, words, asked) &&
        [...values].every((value) => !other.values.has(value)),
    )
    if (known.length > 0 && !isNew) continue
    known.push({ file, values, words })
    statements.push({ picked, value: first.written })
    if (statements.length >= mostStatements) break
  }
  return statements.length > 1 ? { about: expects, statements } : undefined
}

/** The words that say of what a unit is: of a row its cell that has most of the question; without values and numbers. */
const subjectOf = (
  { passage, unit }: PickedUnit,
  asked: ReadonlySet<string>,
  kind: UnitConflict['about'],
): ReadonlySet<string> => {
  const cells = passage.text.slice(unit.start, unit.end).split(/\t|\s\|\s/)
  const stemmed = cells.map((cell) => {
    const words = cell.replaceAll(patterns[kind], ' ').match(/[\p{L}\p{N}]+/gu) ?? []
    return new Set(words.flatMap((word) => (/\d/.test(word) ? [] : (passage.stem(word) ?? []))))
  })
  return stemmed.toSorted((x, y) => y.intersection(asked).size - x.intersection(asked).size)[0] ?? new Set()
}

/**
 * Whether two units speak of one thing. Sentences about different things may both hold the words of a short question and
 * do not contradict each other; so either their words are the same (Jaccard), or each says little but the question.
 */
const areOfOneThing = (
  x: ReadonlySet<string>,
  y: ReadonlySet<string>,
  asked: ReadonlySet<string>,
): boolean => {
  const likeness = share(x.intersection(y).size, x.union(y).size)
  const density = share(x.intersection(asked).size, x.size) * share(y.intersection(asked).size, y.size)
  return likeness >= ofOneThing.likeness || density >= ofOneThing.density
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** Values of a kind as written, a number with its unit, and in a form in which equal ones are equal. */
export const valuesIn = (text: string, kind: UnitConflict['about']): { written: string; normal: string }[] =>
  [...text.matchAll(patterns[kind])].map((match) => {
    const written = match[0].trim()
    if (kind === 'date') return { written, normal: normalDate(match[0]) }
    const normal = normalNumber(match[0])
    const unit = /^[ \u00A0]?(\p{L}{1,12})(?!\p{L})/u.exec(text.slice(match.index + match[0].length))
    if (kind !== 'number' || !unit?.[1] || !isScaled(unit[1])) return { written, normal }
    const measure = measureOf({ type: 'quantity', unit: unit[1], normalized: normal })
    return { written: `${written}${unit[0]}`, normal: `${measure.value} ${measure.unit}` }
  })

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `12 March 2025` and `2025-03-12` are the same; what cannot be told apart stays as written. */
const normalDate = (written: string): string => {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written)
  if (iso) return written
  const month = monthNames.findIndex((name) => new RegExp(`\\b${name}`, 'i').test(written)) + 1
  const year = /\b(\d{4})\b/.exec(written)?.[1]
  const day = /\b(\d{1,2})(?:st|nd|rd|th)?\b/.exec(written.replace(year ?? ' ', ' '))?.[1]
  if (month === 0) return written.toLowerCase()
  const two = (value: number | string | undefined): string => String(value ?? '').padStart(2, '0')
  return [year ?? '', two(month), day ? two(day) : ''].filter((part) => part !== '').join('-')
}

const factors: Record<string, number> = { thousand: 1e3, k: 1e3, million: 1e6, m: 1e6, billion: 1e9 }

/** `EUR 1.2 million` and `1,200,000 €` are the same amount. */
const normalNumber = (written: string): string => {
  const digits = /\d[\d.,']*/.exec(written)?.[0].replace(/[.,']+$/, '') ?? ''
  const plain = /[.,]\d{1,2}$/.test(digits)
    ? `${digits.slice(0, digits.search(/[.,]\d{1,2}$/)).replaceAll(/[.,']/g, '')}.${digits.slice(digits.search(/[.,]\d{1,2}$/) + 1)}`
    : digits.replaceAll(/[.,']/g, '')
  const factor =
    factors[/\d\s?(thousand|million|billion|k|m)\b/i.exec(written)?.[1]?.toLowerCase() ?? ''] ?? 1
  return String(Number(plain) * factor)
}
