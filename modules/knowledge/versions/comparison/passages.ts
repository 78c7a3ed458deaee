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

/** A header, a footer or the number of a page: in no passage, since it changes with every printing. */
export interface RunningLine {
  start: number
  end: number
  words: Word[]
}

/** A text in words and passages, and what stands beside them on its pages. */
export interface Comparable {
  words: Word[]
  passages: Passage[]
  running: RunningLine[]
}

/** Longer blocks, such as a text file without blank lines, are judged by sentence. In UTF-16 units. */
const longestBlock = 1_500

const sentences = new Intl.Segmenter('und', { granularity: 'sentence' })

/**
 * Cuts a text into paragraphs, list items, headings and table rows as its reader found them. Text outside of all blocks
 * is kept as passages of its own. Running lines are in no passage, unless a text is nothing else.
 */
export const comparable = (
  text: string,
  blocks: readonly Pick<Block, 'start' | 'end' | 'kind'>[],
): Comparable => {
  const words: Word[] = []
  const passages: Passage[] = []
  const running: RunningLine[] = []
  const says = blocks.some(({ kind }) => kind !== 'running')
  const add = (start: number, end: number): void => {
    const found = wordsOf(text, start, end)
    if (found.length === 0) return
    const first = words.length
    for (const each of found) words.push(each)
    passages.push({ start, end, first, last: words.length, key: found.map(({ key }) => key).join(' ') })
  }
  for (const { start, end, kind } of withoutGaps(text.length, blocks)) {
    if (kind === 'running' && says) running.push({ start, end, words: wordsOf(text, start, end) })
    else if (end - start <= longestBlock) add(start, end)
    else
      for (const { index, segment } of sentences.segment(text.slice(start, end)))
        add(start + index, start + index + segment.length)
  }
  return { words, passages, running }
}

interface Stretch {
  start: number
  end: number
  kind?: Block['kind']
}

const withoutGaps = (length: number, blocks: readonly Pick<Block, 'start' | 'end' | 'kind'>[]): Stretch[] => {
  const ranges: Stretch[] = []
  let at = 0
  for (const { start, end, kind } of blocks.toSorted((a, b) => a.start - b.start)) {
    // cells lie inside their row, and a damaged file may have blocks that overlap
    if (kind === 'cell' || start < at) continue
    if (start > at) ranges.push({ start: at, end: start })
    ranges.push({ start, end, kind })
    at = end
  }
  if (at < length) ranges.push({ start: at, end: length })
  return ranges
}
