import type { Context, Reading } from '#kernel/module/index.ts'
import { evidenceFor, textOf } from '#modules/knowledge/artifacts/index.ts'
import type { KnownConflict, NamedSide } from '#modules/knowledge/extraction/index.ts'
import type { Draft } from '../answer.ts'
import type { Composition } from './compose.ts'
import { unitsOf } from './units.ts'

type Said = Draft['conflicts'][number]

/** Of what kind the values of a conflict are, as answers name it. */
export const aboutOf = (factType: string): Said['about'] =>
  factType === 'date' || factType === 'amount' ? factType : 'number'

/**
 * Says a conflict on record in one sentence with both values, each cited, and which of them holds where that is settled.
 * Nothing is said, and the list is empty, where a file's text is gone.
 */
export const sayConflict = async (
  reader: Reading | Context,
  composition: Composition,
  known: KnownConflict,
): Promise<[] | [Said]> => {
  const places: number[] = []
  for (const side of [known.first, known.second]) {
    const place = await citedSide(reader, composition, side)
    if (place === undefined) return []
    places.push(place)
  }
  const said = saidOf(known, places)
  const marked = said.statements.map(
    ({ value, citation }) => `${value} [${composition.citations[citation]?.number ?? ''}]`,
  )
  const values = `The sources differ on the ${said.about}: ${marked.join(' or ')} (${known.key}).`
  composition.say(`${values}${settledBy(said)}`, places, undefined, false)
  return [said]
}

const saidOf = (known: KnownConflict, places: readonly number[]): Said => ({
  about: aboutOf(known.factType),
  statements: [known.first, known.second].map(({ value }, at) => ({
    citation: places[at] ?? 0,
    value: onOneLine(value),
  })),
  record: {
    id: known.id,
    key: known.key,
    state: known.state === 'resolved' ? 'resolved' : 'open',
    holds: known.holds === 'first' ? 0 : known.holds === 'second' ? 1 : null,
    resolution: known.resolution,
  },
})

/** A difference that an answer says in its own way, with what is on record of it. */
export const withRecord = (said: Said, known: KnownConflict | undefined): Said =>
  known
    ? { ...said, record: { id: known.id, key: known.key, state: 'open', holds: null, resolution: null } }
    : said

const settledBy = ({ statements, record }: Said): string => {
  if (record?.state !== 'resolved') return ''
  const value = record.holds === null ? undefined : statements[record.holds]?.value
  const why = record.resolution ? `: ${onOneLine(record.resolution).replace(/[.!?]+$/, '')}` : ''
  return value === undefined
    ? ` It is settled that neither holds${why}.`
    : ` It is settled that ${value} holds${why}.`
}

const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** How far around a value its sentence is looked for, in UTF-16 units. */
const reach = 600

/** Cites the words that the answer cites already if the value stands in them, else the sentence or row around it. */
const citedSide = async (
  reader: Reading | Context,
  composition: Composition,
  side: NamedSide,
): Promise<number | undefined> => {
  const present = composition.citations.findIndex(
    ({ artifact_id, start, end }) =>
      artifact_id === side.artifact_id && start <= side.start && end >= side.end,
  )
  if (present >= 0) return present
  const stored = await textOf(reader, side.artifact_id)
  if (!stored) return undefined
  const [words] = await evidenceFor(reader, side.artifact_id, [around(stored.text, side)])
  if (!words) return undefined
  const { filename: _, ...place } = words
  return composition.cite({ ...place, key: side.key, title: side.title, heading: null })
}

/** The sentence, row or field around a value, or the value alone where it stands in a very long one. */
const around = (
  text: string,
  { start, end }: { start: number; end: number },
): { start: number; end: number } => {
  const open = text.lastIndexOf('\n\n', start)
  const close = text.indexOf('\n\n', end)
  const paragraph = { start: open < 0 ? 0 : open + 2, end: close < 0 ? text.length : close }
  const from = Math.max(paragraph.start, start - reach)
  const to = Math.min(paragraph.end, end + reach)
  const unit = unitsOf(text.slice(from, to))
    .map((each) => ({ start: from + each.start, end: from + each.end }))
    .find((each) => each.start <= start && each.end >= end)
  const isWhole =
    unit && (unit.start > from || from === paragraph.start) && (unit.end < to || to === paragraph.end)
  return isWhole ? unit : { start, end }
}
