import type { Reader } from '#kernel/entities/index.ts'
import { placeIn } from './locate-span.ts'
import type { EvidenceWords } from '../words.ts'
import { documentOf, textOf, type DocumentText } from '../store.ts'

/**
 * The words at these offsets (UTF-16, half-open) of a file's text, in the given order. Offsets outside of the text, and
 * a file without text, give nothing.
 */
export const evidenceFor = async (
  reader: Reader,
  artifactId: string,
  spans: readonly { start: number; end: number }[],
): Promise<EvidenceWords[]> => {
  const stored = await textOf(reader, artifactId)
  if (!stored) return []
  return spans
    .filter(({ start, end }) => start >= 0 && end > start && end <= stored.text.length)
    .map(({ start, end }) => {
      const { page = null, cell = null, boxes = null } = placeIn(stored, start, end)
      return {
        artifact_id: artifactId,
        filename: stored.filename,
        start,
        end,
        quote: stored.text.slice(start, end),
        page,
        cell,
        boxes,
      }
    })
}

/** A file's text as findings are drawn from it; undefined where it has none. */
export const sourceOf = async (reader: Reader, artifactId: string): Promise<DocumentText | undefined> =>
  documentOf(await textOf(reader, artifactId))
