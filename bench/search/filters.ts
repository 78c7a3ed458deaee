import type { SearchFilters } from '#modules/knowledge/search/queries/place.ts'
import type { Figure } from '../figure.ts'
import { quantile } from '../statistics.ts'
import type { Asker } from './asker.ts'
import type { Corpus } from './corpus.ts'
import type { Extent } from './measure.ts'
import { recallOf } from './recall.ts'
import { inTime, mean, share, timesOf } from './timing.ts'

/** From one that most passages of the corpus pass to one that hardly any does. */
const filterings: Record<string, SearchFilters> = {
  kind: { kinds: ['artifact'] },
  date: { from: '2020-01-01', to: '2022-06-30' },
  folder: { folder: 'DIR-3' },
  person: { person: 'Person C' },
  topic: { topic: 'topic 7' },
  tag: { tag: 'seldom' },
}

/** How fast a filtered search is, and whether it finds as many of the nearest as there are. */
export const filteredFigures = async (
  asker: Asker,
  corpus: Corpus,
  extent: Extent,
  about: string,
  log: (line: string) => void,
): Promise<Figure[]> => {
  const all: { missed: number[]; empty: number[]; times: number[][] } = { missed: [], empty: [], times: [] }
  const fewer = { ...extent, queries: Math.ceil(extent.queries / 4) }
  for (const [name, filters] of Object.entries(filterings)) {
    const times = await timesOf(asker, corpus, fewer, filters)
    const { missed, empty } = await recallOf(asker, corpus, fewer, filters)
    const p95 = quantile(times.flat(), 0.95).toFixed(1)
    log(
      `${about}, by ${name}: p95 ${p95} ms, missed ${mean(missed).toFixed(3)}, left empty ${mean(empty).toFixed(3)}`,
    )
    all.missed.push(...missed)
    all.empty.push(...empty)
    for (const [round, own] of times.entries()) (all.times[round] ??= []).push(...own)
  }
  return [
    inTime(
      `${about}: hybrid with a filter, p95`,
      all.times,
      extent.bound,
      Object.keys(filterings).join(', '),
    ),
    share(`${about}: filtered, missed of the 10 nearest`, all.missed, 0.05),
    share(`${about}: filtered, places left empty`, all.empty, 0),
  ]
}
