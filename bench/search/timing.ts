import { search } from '#modules/knowledge/search/index.ts'
import type { SearchFilters } from '#modules/knowledge/search/queries/place.ts'
import type { Figure } from '../figure.ts'
import { quantile } from '../statistics.ts'
import type { Asker } from './asker.ts'
import { topicCount, type Corpus } from './corpus.ts'

/** Hits that every search asks for. */
export const k = 10

/** Milliseconds of single hybrid searches, by round; the first ten of all are not counted. */
export const timesOf = async (
  asker: Asker,
  corpus: Corpus,
  { queries, rounds }: { queries: number; rounds: number },
  filters: SearchFilters = {},
): Promise<number[][]> => {
  const one = async (): Promise<number> => {
    const query = corpus.query(corpus.upTo(topicCount))
    asker.know(query)
    const began = performance.now()
    await search(asker.reader, { query: query.text, k, mode: 'hybrid', ...filters })
    return performance.now() - began
  }
  for (let at = 0; at < 10; at += 1) await one()
  const times: number[][] = []
  for (let round = 0; round < rounds; round += 1) {
    const own: number[] = []
    for (let at = 0; at < queries; at += 1) own.push(await one())
    times.push(own)
  }
  return times
}

/** The time in which 95 of 100 were answered, by round. */
export const inTime = (name: string, times: readonly number[][], bound: number, about: string): Figure => ({
  name,
  unit: 'ms',
  runs: times.map((own) => quantile(own, 0.95)),
  bound: { kind: 'at most', value: bound },
  note: `${about}, p50 ${quantile(times.flat(), 0.5).toFixed(1)} ms`,
})

/** A share that may be at most so large, on average over all queries. */
export const share = (name: string, shares: readonly number[], most: number): Figure => ({
  name,
  unit: 'ratio',
  runs: [mean(shares)],
  bound: { kind: 'at most', value: most },
  note: `mean of ${shares.length} queries`,
})

/** The mean; 0 of none. */
export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / Math.max(1, numbers.length)
