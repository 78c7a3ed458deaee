import { wordLikeness } from '../engine/index.ts'

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

/**
 * Where a file's statements differ from those of other files about the same thing. At most one contradiction per
 * statement and other file, the likeliest.
 */
export const contradictionsOf = (own: readonly Statement[], others: readonly Statement[]): Contradiction[] =>
  own.flatMap((statement) => {
    const alike = alikeTo(statement, others)
    if (isOwnOfEach(statement, alike)) return []
    const agreeing = new Set(
      alike
        .filter(({ other }) => other.normalized === statement.normalized)
        .map(({ other }) => other.artifactId),
    )
    const best = new Map<string, { other: Statement; likeness: number }>()
    for (const each of alike.toSorted((a, b) => b.likeness - a.likeness)) {
      const { artifactId, normalized } = each.other
      if (normalized !== statement.normalized && !agreeing.has(artifactId) && !best.has(artifactId))
        best.set(artifactId, each)
    }
    return [...best.values()].map(({ other, likeness }) => ({
      first: other,
      second: statement,
      confidence: Math.round(Math.min(0.95, likeness) * 100) / 100,
    }))
  })

/** Statements of what turns out to differ from file to file: what was taken for a conflict over it is none. */
export const variedOf = (own: readonly Statement[], others: readonly Statement[]): Statement[] =>
  own.flatMap((statement) => {
    const alike = alikeTo(statement, others)
    return isOwnOfEach(statement, alike) ? [statement, ...alike.map(({ other }) => other)] : []
  })

type Alike = { other: Statement; likeness: number }

const alikeTo = (statement: Statement, others: readonly Statement[]): Alike[] =>
  others
    .filter(({ type, unit }) => type === statement.type && unit === statement.unit)
    .map((other) => ({ other, likeness: likenessOf(statement, other) }))
    .filter(({ likeness }) => likeness >= SAME)

const isOwnOfEach = (statement: Statement, alike: readonly Alike[]): boolean =>
  new Set([statement.normalized, ...alike.map(({ other }) => other.normalized)]).size > MOST_VALUES

const likenessOf = (a: Statement, b: Statement): number => {
  const shared = a.words.filter((word) => b.words.includes(word)).length
  // One word in common says little, unless it is the whole of both labels.
  return shared < 2 && !(a.subject === b.subject && a.words.length === 1) ? 0 : wordLikeness(a.words, b.words)
}
