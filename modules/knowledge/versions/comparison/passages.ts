import type { Block } from '#modules/knowledge/artifacts/index.ts'
import { wordsOf, type Word } from './words.ts'

/** A piece of a text that is judged as a whole; `first` and `last` are the range of its words, half-open. */
export interface Passage {
  start: number
  end: number
  first: number
  last: number
  /** its words, joined: equal for passages that say the same in the same words */
  key: string
}

/** A text in words and passages. */
export interface Comparable {
  words: Word[]
  passages: Passage[]
}

/** Longer blocks, such as a text file without blank lines, are judged by sentence. In UTF-16 units. */
const longestBlock = 1_500

const sentences = new Intl.Segmenter('und', { granularity: 'sentence' })

/**
 * Cuts a text into paragraphs, list items, headings and table rows as its reader found them. Text outside of all blocks
 * is kept as passages of its own.
 */
export const comparable = (
  text: string,
  blocks: readonly Pick<Block, 'start' | 'end' | 'kind'>[],
): Comparable => {
  const words: Word[] = []
  const passages: Passage[] = []
  const add = (start: number, end: number): void => {
    const found = wordsOf(text, start, end)
    if (found.length === 0) return
    const first = words.length
    for (const each of found) words.push(each)
    passages.push({ start, end, first, last: words.length, key: found.map(({ key }) => key).join(' ') })
  }
  for (const { start, end } of withoutGaps(text.length, blocks)) {
    if (end - start <= longestBlock) add(start, end)
    else
      for (const { index, segment } of sentences.segment(text.slice(start, end)))
        add(start + index, start + index + segment.length)
  }
  return { words, passages }
}

const withoutGaps = (
  length: number,
  blocks: readonly Pick<Block, 'start' | 'end' | 'kind'>[],
): { start: number; end: number }[] => {
  const ranges: { start: number; end: number }[] = []
  let at = 0
  for (const { start, end, kind } of blocks.toSorted((a, b) => a.start - b.start)) {
    // cells lie inside their row, and a damaged file may have blocks that overlap
    if (kind === 'cell' || start < at) continue
    if (start > at) ranges.push({ start: at, end: start })
    ranges.push({ start, end })
    at = end
  }
  if (at < length) ranges.push({ start: at, end: length })
  return ranges
}
