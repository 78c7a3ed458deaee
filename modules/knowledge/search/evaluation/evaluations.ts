import { evaluateFusion } from './evaluate-fusion.ts'
import { evaluateRetrieval } from './evaluate-retrieval.ts'

/** What of search can be measured. */
export const evaluations = [evaluateRetrieval, evaluateFusion]
