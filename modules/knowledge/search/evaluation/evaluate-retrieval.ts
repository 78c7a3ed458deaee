import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Evaluation, EvaluationOptions } from '#kernel/module/index.ts'
import type { SearchMode } from '../queries/rank.ts'
import { readCorpus, readQrels, readQueries, type TestDocument } from './beir.ts'
import { pairedBootstrap } from './bootstrap.ts'
import { inProject } from './in-project.ts'
import { mean, ndcg, percentile, recall, type Grades } from './measures.ts'

/** The project into which a test collection is put and in which it is searched. */
export interface RetrievalInstallation {
  /** makes files of the documents and waits until they can be found; gives the record of each document */
  ingest(documents: readonly TestDocument[]): Promise<Map<string, string>>
  /** ids of records, best first, and how long it took in milliseconds */
  search(query: string, options: { k: number; mode: SearchMode }): Promise<{ records: string[]; ms: number }>
}

/** A test collection in BEIR layout. */
export interface Collection {
  documents: TestDocument[]
  /** the judged queries */
  queries: { id: string; text: string; grades: Grades }[]
}

/** Longest query asked: the rest of a longer one is left off. */
const queryLength = 1_000

/**
 * Reads `corpus.jsonl[.gz]`, `queries.jsonl` and `qrels.tsv` of a folder, or files that are named one by one.
 * @throws Error naming the file that does not fit
 */
export const readCollection = async (
  folder: string,
  { maxDocuments: maxQueries, files = {} }: Pick<EvaluationOptions, 'maxDocuments' | 'files'> = {},
): Promise<Collection> => {
  const usual = ['corpus.jsonl.gz', 'corpus.jsonl'].map((name) => join(folder, name))
  const corpus = files.corpus ?? usual.find(existsSync)
  if (corpus === undefined) throw new Error(`${folder} has neither corpus.jsonl nor corpus.jsonl.gz.`)
  const [documents, queries, qrels] = await Promise.all([
    readCorpus(corpus),
    readQueries(files.queries ?? join(folder, 'queries.jsonl')),
    readQrels(files.qrels ?? join(folder, 'qrels.tsv')),
  ])
  const judged = queries
    .map(({ id, text }) => ({
      id,
      text: text.slice(0, queryLength).toWellFormed(),
      grades: qrels.get(id) ?? new Map<string, number>(),
    }))
    .filter(({ grades }) => [...grades.values()].some((grade) => grade > 0))
    .slice(0, maxQueries)
  if (judged.length === 0) throw new Error(`None of the queries in ${folder} is judged in its qrels.`)
  return { documents, queries: judged }
}

/** Means over all judged queries, 0…1; milliseconds per query. `gains` are the nDCG@10 of the queries in their order. */
export interface ModeFigures {
  ndcg_at_10: number
  recall_at_100: number
  p50_ms: number
  p95_ms: number
  gains: number[]
}

/** Asks all queries one way and measures. The formulas stand in `measures.ts`. */
export const measureMode = async (
  { queries }: Pick<Collection, 'queries'>,
  installation: RetrievalInstallation,
  records: ReadonlyMap<string, string>,
  mode: SearchMode,
  progress: EvaluationOptions['progress'] = () => undefined,
): Promise<ModeFigures> => {
  const documentOf = new Map([...records].map(([document, record]) => [record, document]))
  const answers: { gain: number; found: number; ms: number }[] = []
  for (const { text, grades } of queries) {
    const answer = await installation.search(text, { k: 100, mode })
    const ranking = [...new Set(answer.records.flatMap((record) => documentOf.get(record) ?? []))]
    answers.push({ gain: ndcg(ranking, grades, 10), found: recall(ranking, grades, 100), ms: answer.ms })
    progress(answers.length, queries.length, mode)
  }
  const times = answers.map(({ ms }) => ms)
  return {
    ndcg_at_10: mean(answers.map(({ gain }) => gain)),
    recall_at_100: mean(answers.map(({ found }) => found)),
    p50_ms: percentile(times, 0.5),
    p95_ms: percentile(times, 0.95),
    gains: answers.map(({ gain }) => gain),
  }
}

const isMode = (mode: string): mode is SearchMode => ['hybrid', 'lexical', 'semantic'].includes(mode)

/**
 * Search on a test collection through the real indexing and search path. In one mode, or in all three with how sure it
 * is that both together are better than words alone.
 */
export const evaluateRetrieval: Evaluation = {
  name: 'retrieval',
  summary: 'Search; a folder in BEIR layout: corpus.jsonl or corpus.jsonl.gz, queries.jsonl, qrels.tsv',
  sets: ['ir_', 'beir_'],
  async run(folder, { place, mode, progress, ...named } = {}) {
    if (!place) throw new Error('Retrieval is measured in an installation.')
    if (mode !== undefined && !isMode(mode))
      throw new Error(`There is no mode ${mode}: use lexical, semantic or hybrid.`)
    const collection = await readCollection(folder, named)
    const measuring = await place()
    const installation = inProject(measuring, progress)
    const began = performance.now()
    const records = await installation.ingest(collection.documents)
    const ingestMs = performance.now() - began
    const canMean = measuring.house.ai.describe().embeddingModel !== null
    const modes: SearchMode[] = mode ? [mode] : canMean ? ['lexical', 'semantic', 'hybrid'] : ['lexical']
    const figures = new Map<SearchMode, ModeFigures>()
    for (const each of modes)
      figures.set(each, await measureMode(collection, installation, records, each, progress))
    const failures = collection.queries
      .filter((_, at) => [...figures.values()].at(-1)?.gains[at] === 0)
      .map(({ id, text }) => `nothing relevant among the first ten: ${id} ${text}`)
    return {
      metrics: {
        ...metricsOf(figures),
        queries: collection.queries.length,
        documents: collection.documents.length,
        ingest_ms: Math.round(ingestMs),
      },
      failures,
    }
  },
}

const metricsOf = (figures: ReadonlyMap<SearchMode, ModeFigures>): Record<string, number> => {
  const all = [...figures].map(([mode, figure]) => [mode, numbersOf(figure)] as const)
  const [last] = all.slice(-1)
  const lexical = figures.get('lexical')
  const hybrid = figures.get('hybrid')
  if (!last) return {}
  if (!lexical || !hybrid) return last[1]
  const {
    mean: gain,
    low,
    high,
    p,
  } = pairedBootstrap(hybrid.gains.map((value, at) => value - (lexical.gains[at] ?? 0)))
  return {
    ...last[1],
    ...Object.fromEntries(
      all
        .slice(0, -1)
        .flatMap(([mode, figure]) =>
          Object.entries(figure).map(([name, value]) => [`${mode}_${name}`, value]),
        ),
    ),
    hybrid_over_lexical: gain,
    hybrid_over_lexical_low: low,
    hybrid_over_lexical_high: high,
    hybrid_over_lexical_p: p,
  }
}

const numbersOf = ({ ndcg_at_10, recall_at_100, p50_ms, p95_ms }: ModeFigures): Record<string, number> => ({
  ndcg_at_10,
  recall_at_100,
  p50_ms,
  p95_ms,
})
