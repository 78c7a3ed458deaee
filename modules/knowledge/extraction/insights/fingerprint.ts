import { createHash } from 'node:crypto'
import type { Insight } from '../engine/index.ts'

/** By what an insight is known again when its file is read anew: its type and the words on which it rests, white space aside. */
export const fingerprintOf = ({ type, spans }: Pick<Insight, 'type' | 'spans'>, text: string): string => {
  const words = spans.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ').trim())
  return createHash('sha256')
    .update([type, ...words].join('\u001f'))
    .digest('hex')
}
