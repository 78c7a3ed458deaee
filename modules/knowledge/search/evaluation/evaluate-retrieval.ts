import type { SearchMode } from '../queries/rank.ts'
import { readCorpus, readQrels, readQueries, type TestDocument } from './beir.ts'
import { mean, ndcg, percentile, recall } from './measures.ts'

/** The project into which a test collection is put and in which it is searched. */
export interface RetrievalInstallation {
  /** makes files of the documents and waits until they can be found; gives the record of each document */
  ingest(documents: readonly TestDocument[]): Promise<Map<string, string>>
  /** ids of records, best first, and how long it took in milliseconds */
  search(query: string, options: { k: number; mode: SearchMode }): Promise<{ records: string[]; ms: number }>
}

/** A test collection in BEIR layout, and how to search it. */
export interface RetrievalEvaluation {
  /** file names */
  corpus: string
  queries: string
  qrels: string
  mode: SearchMode
  installation: RetrievalInstallation
  /** judge only the first so many queries */
  maxQueries?: number
}

/** Means over all judged queries, 0…1; milliseconds per query. */
export interface RetrievalResult {
  ndcg_at_10: number
  recall_at_100: number
  queries: number
  documents: number
  p50_ms: number
  p95_ms: number
}

/** Longest query asked: the rest of a longer one is left off. */
const queryLength = 1_000

/** Puts the corpus into the installation, asks all judged queries and measures. The formulas stand in `measures.ts`. */
export const evaluateRetrieval = async (evaluation: RetrievalEvaluation): Promise<RetrievalResult> => {
  const [documents, queries, qrels] = await Promise.all([
    readCorpus(evaluation.corpus),
    readQueries(evaluation.queries),
    readQrels(evaluation.qrels),
  ])
  const judged = queries
    .filter(({ id }) => [...(qrels.get(id)?.values() ?? [])].some((grade) => grade > 0))
    .slice(0, evaluation.maxQueries)
  if (judged.length === 0) throw new Error('None of the queries is judged in the qrels.')
  const records = await evaluation.installation.ingest(documents)
  const documentOf = new Map([...records].map(([document, record]) => [record, document]))
  const answers: { gain: number; found: number; ms: number }[] = []
  for (const { id, text } of judged) {
    const answer = await evaluation.installation.search(text.slice(0, queryLength).toWellFormed(), {
      k: 100,
      mode: evaluation.mode,
    })
    const ranking = [...new Set(answer.records.flatMap((record) => documentOf.get(record) ?? []))]
    const grades = qrels.get(id) ?? new Map<string, number>()
    answers.push({ gain: ndcg(ranking, grades, 10), found: recall(ranking, grades, 100), ms: answer.ms })
  }
  const times = answers.map(({ ms }) => ms)
  return {
    ndcg_at_10: mean(answers.map(({ gain }) => gain)),
    recall_at_100: mean(answers.map(({ found }) => found)),
    queries: judged.length,
    documents: documents.length,
    p50_ms: percentile(times, 0.5),
    p95_ms: percentile(times, 0.95),
  }
}
