import { mean } from '../evaluation/measures.ts'
import { pairedBootstrap } from '../evaluation/bootstrap.ts'
import { fuse } from '../queries/fusion.ts'
import type { MaskedLists } from './masked-lists.ts'

/** What was found out of a model in a project. */
export interface Calibration {
  weight: number
  /** mean difference to words alone under that weight, and its 95 % interval */
  gain: number
  low: number
  high: number
  queries: number
}

/** Weights that are tried. */
export const triedWeights = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2] as const

/** Questions without which nothing can be said. */
export const leastQueries = 50

/** Ranks beyond which a known item counts as not found. */
const deepest = 10

/**
 * The weight under which known items are found best, cautiously: only weights that are better than words alone beyond
 * chance (95 %) come into question, and of those as good as the best one but for its standard error the smallest is
 * taken (the one-standard-error rule: Breiman et al. 1984, "Classification and regression trees"). Where no weight is
 * surely better, `cautious` is kept if it may be, else the model says nothing. Undefined of too few questions.
 */
export const chooseWeight = (lists: readonly MaskedLists[], cautious: number): Calibration | undefined => {
  if (lists.length < leastQueries) return undefined
  const words = lists.map((each) => gainOf(each, 0))
  const tried = [...new Set([...triedWeights, cautious])].map((weight) => {
    const differences = lists.map((each, at) => gainOf(each, weight) - (words[at] ?? 0))
    const { mean: gain, low, high } = pairedBootstrap(differences, 2_000)
    return { weight, gain, low, high, error: standardError(differences), queries: lists.length }
  })
  const better = tried.filter(({ low }) => low > 0)
  const best = better.toSorted((x, y) => y.gain - x.gain)[0]
  const chosen = best
    ? better.toSorted((x, y) => x.weight - y.weight).find(({ gain }) => gain >= best.gain - best.error)
    : tried.find(({ weight, high }) => weight === cautious && high >= 0)
  const { error: _, ...found } = chosen ?? { ...(tried[0] ?? nothing), error: 0 }
  return found
}

const nothing = { weight: 0, gain: 0, low: 0, high: 0, queries: 0 }

/** The discounted gain of a known item: 1 where it comes first, 0 beyond the tenth place. */
const gainOf = ({ entityId, lexical, semantic }: MaskedLists, weight: number): number => {
  const rank = fuse(lexical, semantic, weight, 1)
    .slice(0, deepest)
    .findIndex(({ entity_id }) => entity_id === entityId)
  return rank < 0 ? 0 : 1 / Math.log2(rank + 2)
}

const standardError = (values: readonly number[]): number => {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) / values.length)
}
