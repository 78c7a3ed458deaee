import { oneLine } from '../persons/mention.ts'
import { bare } from '../persons/name-shape.ts'
import { isEveryday, isGivenName, isPlace } from '../reading/lexicon.ts'
import type { Passage } from '../reading/passages.ts'
import type { Named, Person } from '../schema.ts'
import type { Span } from '../source.ts'
import { renownOf } from '../places/gazetteer.ts'
import { placeScore } from '../places/place-score.ts'
import { organizationScore } from './judge-names.ts'
import { runsIn, type NameRun } from './name-runs.ts'
import { LEGAL_FORMS } from './organization-words.ts'

/** Where a name starts to count as that of an organization or a place. */
const ENOUGH = 0.5

/** Where it is no guess that a place is meant. */
const SPOKEN = 0.75

type Mention = Span & { name: string; confidence: number }

/**
 * Organizations and places named in running text, tables and lists. What is a person's name is neither; an
 * organization's short form ("Worksoft" of "Worksoft, Inc.") and acronym count to it.
 */
export function extractNames(
  text: string,
  passages: readonly Passage[],
  persons: readonly Person[],
  parties: readonly Named[],
): { organizations: Named[]; places: Named[] } {
  const taken = takenBy([...persons, ...parties])
  const runs = passages
    .filter((p) => p.kind !== 'code')
    .flatMap((p) => splitRuns(text, runsIn(text, p)))
    .filter((run) => !taken(run))
  const organizations: Mention[] = []
  const places: Mention[] = []
  const rest: NameRun[] = []
  for (const run of runs) {
    const [asOrganization, asPlace] = [organizationScore(run), placeScore(run)]
    if (Math.max(asOrganization, asPlace) < ENOUGH) rest.push(run)
    else if (asOrganization >= asPlace) organizations.push(mentionOf(text, run, asOrganization))
    else places.push(mentionOf(text, run, asPlace))
  }
  const shortForms = shortFormsOf(text, [
    ...organizations,
    ...parties.flatMap(({ name, spans }) => spans.map((s) => ({ ...s, name, confidence: 0.8 }))),
  ])
  const borneOut = borneOutBy(runs, places)
  const placeNames = new Set(borneOut.map(({ name }) => keyOfName(name)))
  for (const run of rest) {
    const key = keyOfName(run.words.join(' '))
    if (shortForms.has(key))
      organizations.push({ ...mentionOf(text, run, 0.6), name: shortForms.get(key) ?? '' })
    else if (placeNames.has(key)) borneOut.push(mentionOf(text, run, 0.55))
  }
  return {
    organizations: groupNames([...organizations, ...partyMentions(parties)]),
    places: groupNames(borneOut),
  }
}

/** Where a place is surer than a guess from a single "in". */
const SURE = 0.6
/** Of a name that is only guessed to be a place, this share of what a text says of it has to sound like one. */
const LEAST_SHARE = 1 / 3

/** "in Python", once in a text that speaks of Python all the time, is no place. */
const borneOutBy = (runs: readonly NameRun[], places: readonly Mention[]): Mention[] => {
  const said = Map.groupBy(runs, ({ words }) => keyOfName(words.join(' ')))
  const asPlace = Map.groupBy(places, ({ name }) => keyOfName(name))
  return places.filter(({ name, confidence }) => {
    const key = keyOfName(name)
    const share = (asPlace.get(key)?.length ?? 0) / (said.get(key)?.length ?? 1)
    return confidence >= SURE || share >= LEAST_SHARE
  })
}

const partyMentions = (parties: readonly Named[]): Mention[] =>
  parties.flatMap(({ name, confidence, spans }) => spans.map((span) => ({ ...span, name, confidence })))

/**
 * "Smith Institute and the Hill Museum" are two names, "Alton and Hill Railway" is one: both sides must be of one type.
 * A place that ends its line, as in an address, is a name of its own.
 */
const splitRuns = (text: string, runs: readonly NameRun[]): NameRun[] =>
  runs.flatMap((run) => {
    if (renownOf(run.words.join(' ')) === 'known') return [run]
    for (const joint of text.slice(run.start, run.end).matchAll(/\s+(?:and|&)\s+(?:the\s+)?|[ \t]*\n\s*/g)) {
      const [end, start] = [run.start + joint.index, run.start + joint.index + joint[0].length]
      const left = partOf(text, run, run.start, end)
      const right = partOf(text, run, start, run.end)
      const alike = (score: (part: NameRun) => number): boolean =>
        score(left) >= ENOUGH && score(right) >= ENOUGH
      const isTwo = joint[0].includes('\n')
        ? placeScore(left) >= SPOKEN && organizationScore(run) < ENOUGH
        : alike(organizationScore) || alike(placeScore)
      if (isTwo) return [left, ...splitRuns(text, [right])]
    }
    return [run]
  })

const partOf = (text: string, run: NameRun, start: number, end: number): NameRun => ({
  start,
  end,
  words: text.slice(start, end).split(/\s+/),
  // what stands before both counts for both: "near Ancaster and Grantham"
  before: run.before,
  after: end === run.end ? run.after : text.slice(end, end + 40),
})

const mentionOf = (text: string, { start, end }: Span, confidence: number): Mention => ({
  start,
  end,
  name: oneLine(text.slice(start, end)).slice(0, 255),
  confidence: Math.round(confidence * 100) / 100,
})

/** A name without case, dots, legal form and the article before it. */
export const keyOfName = (name: string): string => {
  const words = oneLine(name)
    .replace(/^the\s+/i, '')
    .split(/[\s,]+/)
    .map(bare)
    .filter(Boolean)
  while (words.length > 1 && LEGAL_FORMS.has((words.at(-1) ?? '').replaceAll('.', ''))) words.pop()
  return words.join(' ')
}

/** First words and acronyms by which a text goes on to call an organization. */
const shortFormsOf = (text: string, organizations: readonly Mention[]): Map<string, string> => {
  const forms = new Map<string, string>()
  for (const { name, end } of organizations) {
    const words = keyOfName(name).split(' ')
    const first = words[0] ?? ''
    if (words.length > 0 && first.length > 3 && !isEveryday(first) && !isPlace(first) && !isGivenName(first))
      forms.set(first, name)
    forms.set(words.join(' '), name)
    const acronym = /^\s?,?\s?\(\s?(?:the\s+)?["“”]?\s?(\p{Lu}[\p{L}\d&]{1,9})\s?["“”]?\s?\)/u.exec(
      text.slice(end, end + 24),
    )?.[1]
    if (acronym && (/^[\p{Lu}\d&]+$/u.test(acronym) || words.includes(bare(acronym))))
      forms.set(acronym.toLowerCase(), name)
  }
  return forms
}

const groupNames = (mentions: readonly Mention[]): Named[] => {
  const groups = new Map<string, Mention[]>()
  const seen = new Set<string>()
  for (const mention of mentions.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    const place = `${mention.start}`
    if (seen.has(place)) continue
    seen.add(place)
    const key = keyOfName(mention.name)
    groups.set(key, [...(groups.get(key) ?? []), mention])
  }
  return [...groups.values()]
    .map((group) => {
      const ordered = group.toSorted((a, b) => a.start - b.start)
      const fullest = group.reduce((a, b) => (b.name.length > a.name.length ? b : a))
      const surest = Math.max(...group.map((m) => m.confidence))
      return {
        name: fullest.name,
        mentions: ordered.length,
        confidence: Math.min(
          0.99,
          Math.round((surest + Math.min(0.04, 0.01 * (ordered.length - 1))) * 100) / 100,
        ),
        spans: ordered.map(({ start, end }) => ({ start, end })),
      }
    })
    .toSorted((a, b) => b.mentions - a.mentions || (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0))
}

/** Whether a place in the text lies within a name that is spoken for. */
const takenBy = (named: readonly { spans: readonly Span[] }[]): ((span: Span) => boolean) => {
  const spans = named.flatMap((n) => n.spans).toSorted((a, b) => a.start - b.start)
  return ({ start, end }) => {
    let [low, high] = [0, spans.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((spans[middle]?.end ?? 0) <= start) low = middle + 1
      else high = middle
    }
    return (spans[low]?.start ?? Infinity) < end
  }
}
