import type { RankedPassage } from './lexical.ts'

/**
 * Adds the scores of both lists, each brought to 0…1 within the query (min-max), those of meaning times `weight`;
 * a passage that a list lacks gets nothing from it. Best first, of one record at most `perRecord`.
 */
export const fuse = (
  lexical: readonly RankedPassage[],
  semantic: readonly RankedPassage[],
  weight: number,
  perRecord: number,
): RankedPassage[] => {
  const sums = new Map<string, RankedPassage>()
  for (const [list, share] of [
    [lexical, 1],
    [semantic, weight],
  ] as const) {
    const scores = list.map(({ score }) => score)
    const [low, high] = [Math.min(...scores), Math.max(...scores)]
    for (const passage of list) {
      // the last of a list has still been found by it
      const score = share * (high > low ? 0.01 + (0.99 * (passage.score - low)) / (high - low) : 1)
      sums.set(passage.id, { ...passage, score: (sums.get(passage.id)?.score ?? 0) + score })
    }
  }
  const taken = new Map<string, number>()
  return [...sums.values()]
    .toSorted((x, y) => y.score - x.score || (x.id < y.id ? -1 : 1))
    .filter(({ entity_id }) => {
      const nth = (taken.get(entity_id) ?? 0) + 1
      taken.set(entity_id, nth)
      return nth <= perRecord
    })
}
