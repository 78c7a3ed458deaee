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
 * The weight under which known items are found best, as far as they tell. Only weights that are better than words alone
 * beyond chance (95 %) come into question, and of those as good as the best one but for its standard error (Breiman et
 * al. 1984, "Classification and regression trees") the one next to `general` is taken: what is known of the model from
 * elsewhere counts where the items do not tell. Where no weight is surely better, it is the largest up to `general` that
 * takes nothing away on average, and none where `general` itself is surely worse. Undefined of too few questions.
 */
export const chooseWeight = (lists: readonly MaskedLists[], general: number): Calibration | undefined => {
  if (lists.length < leastQueries) return undefined
  const words = lists.map((each) => gainOf(each, 0))
  const tried = [...new Set([...triedWeights, general])].map((weight) => {
    const differences = lists.map((each, at) => gainOf(each, weight) - (words[at] ?? 0))
    const { mean: gain, low, high } = pairedBootstrap(differences, 2_000)
    return { weight, gain, low, high, error: standardError(differences), queries: lists.length }
  })
  const better = tried.filter(({ low }) => low > 0)
  const best = better.toSorted((x, y) => y.gain - x.gain)[0]
  const fromGeneral = ({ weight }: { weight: number }): number => Math.abs(weight - general)
  const most = tried.some(({ weight, high }) => weight === general && high < 0) ? 0 : general
  const asGood = best
    ? better.filter(({ gain }) => gain >= best.gain - best.error)
    : tried.filter(({ weight, gain }) => weight <= most && gain >= 0)
  const { error: _, ...found } = asGood.toSorted((x, y) => fromGeneral(x) - fromGeneral(y))[0] ?? {
    ...(tried[0] ?? nothing),
    error: 0,
  }
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
