import { chunk } from './chunking.ts'
import type { ExtractionSource } from './source.ts'

/** Lengths of the parts that a model is given, in UTF-16 units. */
export const partLengths = { targetChars: 12_000, overlapChars: 600 }

/** Characters per token, the providers' own rule of thumb for English prose. */
const CHARS_PER_TOKEN = 4
/** Tokens of the instructions and the answer's schema that go with every part. */
const OVERHEAD = 1_500
/** Tokens of answer per token of document: findings quote about half of what they read, with their fields around. */
const ANSWER_SHARE = 0.6

/** What reading a document with a model would take, before anything is sent. */
export type Estimate = { parts: number; inputTokens: number; outputTokens: number }

/** The estimate for a document: its parts with their overlap, instructions with each, and an answer for each. */
export function estimateOf(source: ExtractionSource): Estimate {
  const parts = chunk(source, partLengths)
  const words = parts.reduce((sum, { start, end }) => sum + Math.ceil((end - start) / CHARS_PER_TOKEN), 0)
  return {
    parts: parts.length,
    inputTokens: words + parts.length * OVERHEAD,
    outputTokens: Math.ceil(words * ANSWER_SHARE),
  }
}
