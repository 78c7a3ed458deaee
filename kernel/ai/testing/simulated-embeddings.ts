import { createHash } from 'node:crypto'

/** A vector from the words of a text: the same text gives the same vector, texts that share words are near each other. Length 1. */
export function wordVector(text: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0)
  for (const word of text.toLowerCase().match(/\p{L}+|\d+/gu) ?? ['']) {
    const place = createHash('sha256').update(word).digest().readUInt32BE() % dimensions
    vector[place] = (vector[place] ?? 0) + 1
  }
  const norm = Math.hypot(...vector)
  return vector.map((value) => value / norm)
}
