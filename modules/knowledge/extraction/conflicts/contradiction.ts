import { wordLikeness } from '../engine/index.ts'
import { mayBeOneSum, measureOf, type Measure } from './measure.ts'

/** A value that a file gives for something. */
export interface Statement {
  id: string
  artifactId: string
  filename: string
  type: string
  unit: string | null
  value: string
  normalized: string
  subject: string
  words: string[]
  start: number
  end: number
}

/** Two statements of one thing with different values, and how surely they are of one thing. */
export interface Contradiction {
  first: Statement
  second: Statement
  confidence: number
}

/** How alike the words around two values must be for both to be said of one thing. */
const SAME = 0.62
/** More different values than this for one thing are no conflict but something that every file has of its own. */
const MOST_VALUES = 3

/** Statements that say what they are about in the same words, such as the cells of one column. */
interface Group {
  type: string
  unit: string | null
  subject: string
  words: readonly string[]
  statements: Measured[]
  values: Set<string>
}

type Measured = Statement & { measure: Measure }

/** What a file says of one thing, with what other files say of it, and how alike the words of both are. */
export interface Comparison {
  own: Group
  alike: { group: Group; likeness: number }[]
  /** all values that the others give */
  values: ReadonlySet<string>
}

/**
 * Compares what a file says with what other files say, thing by thing rather than statement by statement: a sheet has
 * hundreds of statements of one thing. What nothing elsewhere is like is left out.
 */
export const comparisonsOf = (own: readonly Statement[], others: readonly Statement[]): Comparison[] => {
  const byWord = new Map<string, Group[]>()
  for (const group of groupsOf(others))
    for (const word of new Set(group.words)) {
      const known = byWord.get(word)
      if (known) known.push(group)
      else byWord.set(word, [group])
    }
  return groupsOf(own).flatMap((group) => {
    const shared = new Map<Group, number>()
    for (const word of new Set(group.words))
      for (const other of byWord.get(word) ?? [])
        if (other.type === group.type && other.unit === group.unit)
          shared.set(other, (shared.get(other) ?? 0) + 1)
    const alike = [...shared]
      .map(([other, words]) => ({ group: other, likeness: likenessOf(group, other, words) }))
      .filter(({ likeness }) => likeness >= SAME)
    const values = new Set(alike.flatMap((each) => [...each.group.values]))
    return alike.length > 0 ? [{ own: group, alike, values }] : []
  })
}

const groupsOf = (statements: readonly Statement[]): Group[] => {
  const groups = new Map<string, Group>()
  for (const statement of statements) {
    const { type, subject, words } = statement
    const measure = measureOf(statement)
    const { unit, value } = measure
    const key = [type, unit ?? '', subject, ...words].join('\u001f')
    const known = groups.get(key)
    if (known) {
      known.statements.push({ ...statement, measure })
      known.values.add(value)
    } else
      groups.set(key, {
        type,
        unit,
        subject,
        words,
        statements: [{ ...statement, measure }],
        values: new Set([value]),
      })
  }
  return [...groups.values()]
}

const likenessOf = (a: Group, b: Group, shared: number): number =>
  // One word in common says little, unless it is the whole of both labels.
  shared < 2 && !(a.subject === b.subject && a.words.length === 1) ? 0 : wordLikeness(a.words, b.words)

/** Whether so many values are given for a thing that each file has one of its own. */
const isOwnOfEach = (value: string, others: ReadonlySet<string>): boolean =>
  others.size + (others.has(value) ? 0 : 1) > MOST_VALUES

/**
 * Where a file's statements differ from those of other files about the same thing. At most one contradiction per
 * statement and other file, the likeliest.
 */
export const contradictionsOf = (comparisons: readonly Comparison[]): Contradiction[] =>
  comparisons.flatMap(({ own, alike, values }) =>
    own.statements
      .filter(({ measure }) => !isOwnOfEach(measure.value, values))
      .flatMap((statement) => contradicting(statement, alike)),
  )

const contradicting = (statement: Measured, alike: Comparison['alike']): Contradiction[] => {
  const others = alike.flatMap(({ group, likeness }) =>
    group.statements.map((other) => ({ other, likeness })),
  )
  const { value } = statement.measure
  const agreeing = new Set(
    others.filter(({ other }) => other.measure.value === value).map(({ other }) => other.artifactId),
  )
  const best = new Map<string, (typeof others)[number]>()
  for (const each of others.toSorted((a, b) => b.likeness - a.likeness || a.other.start - b.other.start)) {
    const { artifactId } = each.other
    if (agreeing.has(artifactId) || best.has(artifactId) || mayBeOneSum(statement, each.other)) continue
    best.set(artifactId, each)
  }
  return [...best.values()].map(({ other, likeness }) => ({
    first: other,
    second: statement,
    confidence: Math.round(Math.min(0.95, likeness) * 100) / 100,
  }))
}

/** A thing that turns out to differ from file to file: what was taken for a conflict over it is none. */
export interface Varied {
  type: string
  subject: string
}

/** Such things, each once, and the files that say something of them. */
export const variedOf = (
  comparisons: readonly Comparison[],
): { things: Varied[]; artifactIds: Set<string> } => {
  const groups = comparisons
    .filter(({ own, values }) => own.statements.some(({ measure }) => isOwnOfEach(measure.value, values)))
    .flatMap(({ own, alike }) => [own, ...alike.map(({ group }) => group)])
  return {
    things: [
      ...new Map(
        groups.map(({ type, subject }) => [`${type}\u001f${subject}`, { type, subject }] as const),
      ).values(),
    ],
    artifactIds: new Set(groups.flatMap(({ statements }) => statements.map(({ artifactId }) => artifactId))),
  }
}
