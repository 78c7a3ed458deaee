import type { Evaluation, Reading } from '#kernel/module/index.ts'
import { triedWeights } from '../calibration/choose-weight.ts'
import { fuse } from '../queries/fusion.ts'
import { knownModels } from '../queries/known-models.ts'
import { placeFor } from '../queries/place.ts'
import { listsOf, type Lists } from '../queries/rank.ts'
import { pairedBootstrap } from './bootstrap.ts'
import { readCollection, type Collection } from './evaluate-retrieval.ts'
import { inProject } from './in-project.ts'
import { mean, ndcg } from './measures.ts'

/** nDCG@10 of each query under a weight. */
const gainsOf = (
  queries: Collection['queries'],
  lists: readonly Lists[],
  documentOf: ReadonlyMap<string, string>,
  weight: number,
): number[] =>
  queries.map(({ grades }, at) => {
    const { lexical = [], semantic } = lists[at] ?? {}
    const fused = fuse(lexical, semantic?.passages ?? [], weight, 1)
    return ndcg(
      fused.slice(0, 10).flatMap(({ entity_id }) => documentOf.get(entity_id) ?? []),
      grades,
      10,
    )
  })

/**
 * How much the present embedding model may say beside the words: nDCG@10 under each weight, and how sure it is that it
 * is better than words alone; and the weight that a search uses, found on the documents themselves (`calibration/`).
 */
export const evaluateFusion: Evaluation = {
  name: 'fusion',
  summary: 'How much the embedding model may say beside the words; a folder in BEIR layout',
  async run(folder, { place, progress, ...named } = {}) {
    if (!place) throw new Error('Fusion is measured in an installation.')
    const { documents, queries } = await readCollection(folder, named)
    const measuring = await place()
    const records = await inProject(measuring, progress).ingest(documents)
    const documentOf = new Map([...records].map(([document, record]) => [record, document]))
    const { reading } = measuring
    const where = await placeFor(reading, { kinds: ['artifact'] }, 1)
    const lists: Lists[] = []
    for (const { text } of queries) {
      lists.push(await listsOf(reading, where, { query: text, mode: 'hybrid', wanted: 100 }))
      progress?.(lists.length, queries.length, 'queries')
    }
    const words = gainsOf(queries, lists, documentOf, 0)
    const metrics: Record<string, number> = { queries: queries.length, documents: documents.length }
    for (const weight of triedWeights) {
      const gains = gainsOf(queries, lists, documentOf, weight)
      const { low, high } = pairedBootstrap(gains.map((value, at) => value - (words[at] ?? 0)))
      metrics[`ndcg_at_10 weight ${weight}`] = mean(gains)
      metrics[`over words, low ${weight}`] = low
      metrics[`over words, high ${weight}`] = high
    }
    const [semantic] = lists.flatMap((each) => each.semantic ?? [])
    if (semantic) metrics['weight in use'] = semantic.weight
    return { metrics: { ...metrics, ...(await foundOut(reading)) }, failures: [] }
  },
}

/** What was found out of the present model on the documents themselves; nothing where they were too few. */
const foundOut = async (reading: Reading): Promise<Record<string, number>> => {
  const known = (await knownModels(reading)).find(({ present }) => present)
  if (!known || known.weight_from !== 'project') return {}
  return Object.fromEntries(
    Object.entries({
      'found without questions, sentences': known.queries,
      'found without questions, gain': known.gain,
      'found without questions, low': known.gain_low,
      'found without questions, high': known.gain_high,
    }).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  )
}
