import { z } from 'zod'
import { factType, personKey } from '../engine/index.ts'
import { keyOfName } from '../engine/names/extract-names.ts'
import { sameValue } from './evaluate-facts.ts'
import { insightLabel } from './insight-labels.ts'
import { compare, emptyTally, type Tally } from './scoring.ts'

/** What somebody labelled in one file. What is left out is not measured; what is there is taken to be complete. */
export const fileLabels = z.strictObject({
  file: z.string(),
  persons: z.array(z.strictObject({ name: z.string(), role: z.string().optional() })).optional(),
  organizations: z.array(z.string()).optional(),
  places: z.array(z.string()).optional(),
  /** complete for the types that occur; values as they are written or as ISO dates and plain decimals */
  facts: z.array(z.strictObject({ type: factType, value: z.string() })).optional(),
  topics: z.array(z.string()).optional(),
  insights: z.array(insightLabel).optional(),
})
/** What somebody labelled in one file. */
export type FileLabels = z.output<typeof fileLabels>

/** What was found in one file, as far as it is compared. */
export const foundFindings = z.object({
  persons: z.array(z.object({ name: z.string(), kind: z.string(), role: z.string().nullable() })),
  organizations: z.array(z.object({ name: z.string() })),
  places: z.array(z.object({ name: z.string() })),
  facts: z.array(z.object({ type: z.string(), value: z.string(), normalized: z.string().nullable() })),
  topics: z.array(z.object({ name: z.string() })),
  insights: z.array(
    z.object({
      type: z.string(),
      title: z.string(),
      spans: z.array(z.object({ start: z.number(), end: z.number() })),
    }),
  ),
})
/** What was found in one file. */
export type FoundFindings = z.output<typeof foundFindings>

/** Counts, by what is compared: `persons`, `facts date`, `topics`. */
export type Tallies = Map<string, Tally>

type Fail = (words: string) => void

/** Compares names, values and topics of one file. Insights are compared by their words, see `InsightTallies`. */
export const compareFindings = (
  tallies: Tallies,
  labels: FileLabels,
  found: FoundFindings,
  fail: Fail,
): void => {
  const names = (what: string, list: readonly string[], key: (name: string) => string) =>
    new Map(list.map((name) => [key(name), `${labels.file} ${what}`]))
  const sets = (
    what: string,
    gold: readonly string[] | undefined,
    list: readonly string[],
    key: (name: string) => string,
  ): void => {
    if (!gold) return
    const [wanted, seen] = [names(what, gold, key), names(what, list, key)]
    compare(tallyOf(tallies, what), new Set(seen.keys()), new Set(wanted.keys()))
    for (const [name, where] of wanted) if (!seen.has(name)) fail(`${where} missed: ${name}`)
    for (const [name, where] of seen) if (!wanted.has(name)) fail(`${where} not among the labels: ${name}`)
  }
  const natural = found.persons.filter(({ kind }) => kind !== 'party')
  sets(
    'persons',
    labels.persons?.map(({ name }) => name),
    natural.map(({ name }) => name),
    personKey,
  )
  sets('organizations', labels.organizations, namesOf(found.organizations), keyOfName)
  sets('places', labels.places, namesOf(found.places), keyOfName)
  compareRoles(tallies, labels, found, fail)
  for (const type of new Set(labels.facts?.map((fact) => fact.type)))
    match(tallies, `facts ${type}`, {
      file: labels.file,
      gold: (labels.facts ?? []).filter((fact) => fact.type === type).map(({ value }) => value),
      found: valuesOf(found.facts.filter((fact) => fact.type === type)),
      same: sameValue,
      fail,
    })
  if (labels.topics)
    match(tallies, 'topics', {
      file: labels.file,
      gold: labels.topics,
      found: namesOf(found.topics),
      same: sameTopic,
      fail,
    })
}

const namesOf = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name)

const tallyOf = (tallies: Tallies, what: string): Tally => {
  const tally = tallies.get(what) ?? emptyTally()
  tallies.set(what, tally)
  return tally
}

/** A value that is said several times is one. */
const valuesOf = (facts: FoundFindings['facts']): string[] => [
  ...new Set(facts.map(({ value, normalized }) => normalized ?? value)),
]

/** Compares two lists of which items are the same where `same` says so. */
const match = (
  tallies: Tallies,
  what: string,
  of: {
    file: string
    gold: readonly string[]
    found: readonly string[]
    same(found: string, gold: string): boolean
    fail: Fail
  },
): void => {
  const tally = tallyOf(tallies, what)
  for (const each of of.found) {
    const isRight = of.gold.some((gold) => of.same(each, gold))
    tally[isRight ? 'right' : 'wrong'] += 1
    if (!isRight) of.fail(`${of.file} ${what} not among the labels: ${each}`)
  }
  for (const gold of of.gold) {
    if (of.found.some((each) => of.same(each, gold))) continue
    tally.missed += 1
    of.fail(`${of.file} ${what} missed: ${gold}`)
  }
}

/** Of persons that were found and whose role is labelled: whether the role is the labelled one. */
const compareRoles = (tallies: Tallies, labels: FileLabels, found: FoundFindings, fail: Fail): void => {
  for (const { name, role } of labels.persons ?? []) {
    const person = found.persons.find((each) => personKey(each.name) === personKey(name))
    if (role === undefined || !person) continue
    const isRight = sameTopic(person.role ?? '', role)
    const tally = tallyOf(tallies, 'roles')
    tally[isRight ? 'right' : 'missed'] += 1
    if (!isRight) fail(`${labels.file} role of ${name}: found ${person.role ?? 'none'}, labelled ${role}`)
  }
}

/** Whether all words of one stand in the other, whatever their endings in -s. */
const sameTopic = (one: string, other: string): boolean => {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  return small.size > 0 && small.isSubsetOf(large)
}

const wordsOf = (text: string): Set<string> =>
  new Set((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/(?<=..)s$/, '')))
