import type { Context, Reading } from '#kernel/module/index.ts'
import { evidenceFor } from '#modules/knowledge/artifacts/index.ts'
import type { Words } from './compose.ts'
import type { StemmedPassage } from './weighing.ts'
import type { Unit } from './units.ts'

/** Words of a passage with the place in their file: page, cell, boxes. Undefined where the file's text is gone. */
export const wordsOf = async (
  reader: Reading | Context,
  passage: StemmedPassage,
  { start, end }: Unit,
): Promise<Words | undefined> => {
  const from = passage.start ?? 0
  const [evidence] = await evidenceFor(reader, passage.entityId, [{ start: from + start, end: from + end }])
  if (!evidence) return undefined
  const { filename: _, ...place } = evidence
  return { ...place, key: passage.key, title: passage.title, heading: passage.heading || null }
}
