/** Grades of the documents of one query: 0 is beside the point. */
export type Grades = ReadonlyMap<string, number>

/**
 * Normalized discounted cumulative gain of a ranking at depth `k`, as trec_eval and BEIR compute it: gains are the
 * grades themselves, discounted by log2(rank + 1) (Järvelin and Kekäläinen 2002, "Cumulated gain-based evaluation of
 * IR techniques"), divided by the best that is possible. 0 where nothing is relevant.
 */
export const ndcg = (ranking: readonly string[], grades: Grades, k: number): number => {
  const ideal = discounted([...grades.values()].toSorted((x, y) => y - x).slice(0, k))
  return ideal === 0 ? 0 : discounted(ranking.slice(0, k).map((id) => grades.get(id) ?? 0)) / ideal
}

const discounted = (gains: readonly number[]): number =>
  gains.reduce((sum, gain, index) => sum + Math.max(0, gain) / Math.log2(index + 2), 0)

/** The share of the relevant documents (grade above 0) among the first `k`; 0 where nothing is relevant. */
export const recall = (ranking: readonly string[], grades: Grades, k: number): number => {
  const relevant = [...grades].filter(([, grade]) => grade > 0).map(([id]) => id)
  const found = new Set(ranking.slice(0, k))
  return relevant.length === 0 ? 0 : relevant.filter((id) => found.has(id)).length / relevant.length
}

/** The value below which this share of the values lies, by nearest rank; NaN of nothing. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((x, y) => x - y)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? Number.NaN

/** The mean; NaN of nothing. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
