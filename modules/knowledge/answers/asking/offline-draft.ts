import type { Context, Reading } from '#kernel/module/index.ts'
import type { Draft } from '../answer.ts'
import { Composition } from './compose.ts'
import type { UnitConflict } from './find-conflicts.ts'
import type { PickedUnit } from './pick-units.ts'
import { wordsOf } from './sources.ts'

/** What the sources themselves say: their own sentences, letter by letter, each cited. */
export const offlineDraft = async (
  reader: Reading | Context,
  picked: readonly PickedUnit[],
  conflict: UnitConflict | undefined,
): Promise<Draft> => {
  const composition = new Composition()
  const placeOf = async ({ passage, unit }: PickedUnit): Promise<number | undefined> => {
    const words = await wordsOf(reader, passage, unit)
    return words && composition.cite(words)
  }
  const conflicts: Draft['conflicts'] = []
  const differing = new Set(conflict?.statements.map((each) => each.picked))
  if (conflict) {
    const statements = []
    for (const { picked: source, value } of conflict.statements) {
      const citation = await placeOf(source)
      if (citation !== undefined) statements.push({ citation, value })
    }
    conflicts.push({ about: conflict.about, statements })
    const places = statements.map(({ citation }) => citation)
    composition.say(`The sources differ on the ${conflict.about}:`, places, undefined, false)
    for (const place of places)
      composition.say(sentenceOf(composition.citations[place]?.quote ?? ''), [place])
  }
  for (const each of picked) {
    if (differing.has(each)) continue
    const place = await placeOf(each)
    if (place !== undefined) composition.say(sentenceOf(composition.citations[place]?.quote ?? ''), [place])
  }
  const { answer, sentences, citations } = composition
  if (citations.length === 0) return notFound('offline')
  return { outcome: 'answered', answer, sentences, citations, conflicts, engine: 'offline', notice: null }
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
