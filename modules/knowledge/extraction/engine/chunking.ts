import { passagesOf } from './reading/passages.ts'
import { isSpace } from './reading/lines.ts'
import type { ExtractionSource, Span } from './source.ts'

/** A part of a text for search or for a model, with the headings under which it begins. */
export type Chunk = Span & { headingPath: string[] }

/** Lengths in UTF-16 units. A word longer than `targetChars` stays whole, so a chunk may exceed it. */
export type ChunkOptions = { targetChars: number; overlapChars: number }

/**
 * Divides the whole text, at block boundaries where one is near enough, else between words. Every unit of the text
 * lies in a chunk; neighbors share up to `overlapChars`. Throws RangeError unless 0 ≤ overlapChars < targetChars.
 */
export function chunk(source: ExtractionSource, { targetChars, overlapChars }: ChunkOptions): Chunk[] {
  if (!(targetChars > 0 && overlapChars >= 0 && overlapChars < targetChars))
    throw new RangeError('0 ≤ overlapChars < targetChars is needed')
  const { text } = source
  const passages = passagesOf(source)
  const starts = passages.map((p) => p.start).filter((at) => at > 0 && !insideWord(text, at))
  const chunks: Chunk[] = []
  let start = 0
  let covered = 0
  let next = 0
  let passage = 0
  while (covered < text.length) {
    const limit = start + targetChars
    const floor = Math.max(covered + 1, start + Math.ceil(targetChars / 3))
    let end = limit >= text.length ? text.length : -1
    while ((starts[next] ?? Infinity) <= limit) next++
    const boundary = starts[next - 1] ?? 0
    if (end === -1) end = boundary >= floor && boundary <= limit ? boundary : wordBoundary(text, limit, floor)
    while ((passages[passage + 1]?.start ?? Infinity) <= Math.max(start, covered)) passage++
    chunks.push({ start, end, headingPath: [...(passages[passage]?.headingPath ?? [])] })
    covered = end
    if (covered < text.length) start = overlapStart(text, covered, overlapChars, start)
  }
  return chunks
}

/** Whether cutting here would part a word or a surrogate pair. */
function insideWord(text: string, at: number): boolean {
  return at > 0 && at < text.length && !isSpace(text.charCodeAt(at - 1)) && !isSpace(text.charCodeAt(at))
}

function wordBoundary(text: string, limit: number, floor: number): number {
  for (let at = limit; at >= floor; at--) if (!insideWord(text, at)) return at
  for (let at = Math.max(limit, floor); at < text.length; at++) if (!insideWord(text, at)) return at
  return text.length
}

function overlapStart(text: string, end: number, overlap: number, previous: number): number {
  for (let at = Math.max(previous + 1, end - overlap); at < end; at++) if (!insideWord(text, at)) return at
  return end
}
