import type { House } from '#kernel/module/index.ts'
import { search } from '#modules/knowledge/search/index.ts'
import type { Figure } from '../figure.ts'
import type { Ask } from '../rows.ts'
import { quantile } from '../statistics.ts'
import { askerOf, type Asker } from './asker.ts'
import { searchByHand } from './by-hand.ts'
import { topicCount, type Corpus } from './corpus.ts'
import type { Extent } from './measure.ts'
import { k } from './timing.ts'

/** The median time of our search over that of one written by hand, in alternating questions; the embedder counts on neither side. */
export const overByHand = async (
  house: House,
  asked: Asker,
  corpus: Corpus,
  extent: Extent,
  about: string,
): Promise<Figure> => {
  const asker = await askerOf(house, asked, { ...extent, embeds: false })
  const ask: Ask = (text, params) => house.database.sql('maintenance').query(text, params)
  const runs: number[] = []
  // the first round warms both up
  for (let round = 0; round <= extent.rounds; round += 1) {
    const [ours, byHand]: [number[], number[]] = [[], []]
    for (let at = 0; at < extent.queries; at += 1) {
      const query = corpus.query(corpus.upTo(topicCount))
      asker.know(query)
      const began = performance.now()
      await search(asker.reader, { query: query.text, k, mode: 'hybrid' })
      const between = performance.now()
      await searchByHand(ask, asker, query, extent)
      ours.push(between - began)
      byHand.push(performance.now() - between)
    }
    if (round > 0) runs.push(quantile(ours, 0.5) / quantile(byHand, 0.5))
  }
  return {
    name: `${about}: hybrid over one by hand, p50`,
    unit: 'ratio',
    runs,
    bound: { kind: 'at most', value: 8 },
  }
}
