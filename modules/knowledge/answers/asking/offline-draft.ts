import type { Context, Reading } from '#kernel/module/index.ts'
import type { Draft } from '../answer.ts'
import type { KnownConflict } from '#modules/knowledge/extraction/index.ts'
import { Composition } from './compose.ts'
import type { Expectation } from './expectation.ts'
import type { UnitConflict } from './find-conflicts.ts'
import { isOverruled, recordOf, stillToSay } from './known-conflicts.ts'
import type { PickedUnit } from './pick-units.ts'
import { aboutOf, sayConflict, withRecord } from './say-conflict.ts'
import { wordsOf } from './sources.ts'

/** What an answer is made from: units of the sources, how they differ, and what is on record of that. */
export interface Material {
  picked: readonly PickedUnit[]
  /** different values for what was asked, as far as nobody has settled them */
  conflict: UnitConflict | undefined
  /** conflicts on record of what is picked */
  known: readonly KnownConflict[]
  /** the kinds of thing that are asked for */
  expects: ReadonlySet<Expectation>
}

/**
 * What the sources themselves say: their own sentences, letter by letter, each cited. A difference over what was asked
 * comes first, one over something else that the same words say comes last.
 */
export const offlineDraft = async (
  reader: Reading | Context,
  { picked, conflict, known, expects }: Material,
): Promise<Draft> => {
  const composition = new Composition()
  const conflicts: Draft['conflicts'] = []
  if (conflict) conflicts.push(await sayDifference(reader, composition, conflict, known))
  const further = stillToSay(known, conflict)
  const isAsked = (each: KnownConflict): boolean => expects.has(aboutOf(each.factType))
  for (const each of further.filter(isAsked))
    conflicts.push(...(await sayConflict(reader, composition, each)))
  const differing = new Set(conflict?.statements.map((each) => each.picked))
  const holding = picked.filter((each) => !differing.has(each) && !isOverruled(each, further))
  const overruled = picked.filter((each) => isOverruled(each, further))
  for (const each of [...holding, ...overruled]) await sayUnit(reader, composition, each)
  for (const each of further.filter((one) => !isAsked(one)))
    conflicts.push(...(await sayConflict(reader, composition, each)))
  const { answer, sentences, citations } = composition
  if (citations.length === 0) return notFound('offline')
  return { outcome: 'answered', answer, sentences, citations, conflicts, engine: 'offline', notice: null }
}

const cited = async (
  reader: Reading | Context,
  composition: Composition,
  { passage, unit }: PickedUnit,
): Promise<number | undefined> => {
  const words = await wordsOf(reader, passage, unit)
  return words && composition.cite(words)
}

const sayUnit = async (
  reader: Reading | Context,
  composition: Composition,
  picked: PickedUnit,
): Promise<void> => {
  const place = await cited(reader, composition, picked)
  if (place !== undefined) composition.say(sentenceOf(composition.citations[place]?.quote ?? ''), [place])
}

const sayDifference = async (
  reader: Reading | Context,
  composition: Composition,
  conflict: UnitConflict,
  known: readonly KnownConflict[],
): Promise<Draft['conflicts'][number]> => {
  const statements = []
  for (const { picked, value } of conflict.statements) {
    const citation = await cited(reader, composition, picked)
    if (citation !== undefined) statements.push({ citation, value })
  }
  const places = statements.map(({ citation }) => citation)
  composition.say(`The sources differ on the ${conflict.about}:`, places, undefined, false)
  for (const place of places) composition.say(sentenceOf(composition.citations[place]?.quote ?? ''), [place])
  return withRecord({ about: conflict.about, statements, record: null }, recordOf(conflict, known))
}

/** What is said where the documents do not say anything. */
export const notFound = (engine: string, unknownWords: readonly string[] = []): Draft => {
  const about = unknownWords.length > 0 ? ` No passage has the words: ${unknownWords.join(', ')}.` : ''
  const answer = `These documents do not say.${about}`
  return { outcome: 'not_found', answer, sentences: [], citations: [], conflicts: [], engine, notice: null }
}

/** A quote as a sentence: on one line, without the marks of lists and headings, closed. */
const sentenceOf = (quote: string): string => {
  const lines = quote
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*(?:[-*•–◦]|\d{1,3}[.)]|#+|\[[ x]\])\s+/u, '')
        .replaceAll(/\s*[\t|]+\s*/g, ' · ')
        .replaceAll(/^[\s·]+|[\s·]+$/g, '')
        .replaceAll(/\s+/g, ' '),
    )
    .filter((line) => line !== '')
  const isList = lines.length > 1 && (lines[0] ?? '').endsWith(':')
  const text = isList ? `${lines[0]} ${lines.slice(1).join('; ')}` : lines.join(' ')
  return /[.!?…:]["'”’)]*$/.test(text) ? text : `${text}.`
}
