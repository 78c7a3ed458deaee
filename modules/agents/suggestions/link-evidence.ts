import { linkEntities, spansFor } from '#kernel/graph/index.ts'
import type { Context } from '#kernel/module/index.ts'
import type { PlacedWords } from '#modules/knowledge/artifacts/index.ts'

/** A record and the words on which it rests. */
export interface Resting {
  id: string
  evidence: readonly PlacedWords[]
  /** 0…1 */
  confidence?: number
}

/** Links records to the passages that they rest on. */
export const linkEvidence = async (context: Context, records: readonly Resting[]): Promise<void> => {
  const all = records.flatMap(({ id, confidence, evidence }) =>
    evidence.map((words) => ({ id, confidence, words })),
  )
  if (all.length === 0) return
  const spans = await spansFor(
    context,
    all.map(({ words: { artifact_id, start, end, quote, page, cell, boxes } }) => ({
      artifactId: artifact_id,
      start,
      end,
      quote,
      page: page ?? undefined,
      cell: cell ?? undefined,
      boxes: boxes ?? undefined,
    })),
  )
  const links = all.map(({ id, confidence, words }, at) => ({
    sourceId: id,
    relation: 'rests_on',
    targetId: words.artifact_id,
    spanId: spans[at],
    confidence,
    origin: 'agent' as const,
  }))
  await linkEntities(context, ...links)
}
