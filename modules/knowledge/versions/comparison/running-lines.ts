import type { Comparable, Passage } from './passages.ts'
import type { TextRange } from './verdicts.ts'
import type { Word } from './words.ts'

/** The words of a running line with every number as `#`: pages are numbered anew, and dates of print change. */
const likeness = (key: string): string => key.replaceAll(/\p{N}+/gu, '#').toLowerCase()

/**
 * Whether passages of one version stand in the other as headers or footers, where numbers may differ: a line is only
 * known to be running where it recurs, so that a document that grew by a page has more of them.
 */
export const runsIn = ({ running }: Comparable): ((passage: Pick<Passage, 'key'>) => boolean) => {
  const known = new Set(running.map(({ words }) => likeness(keyOf(words))))
  return ({ key }) => known.has(likeness(key))
}

/**
 * Where words of the older version that stand in a header or a footer, in one of the two versions, stand in the newer
 * one; undefined where they are gone.
 */
export const findRunning = (span: TextRange, older: Comparable, newer: Comparable): TextRange | undefined => {
  const isRunning = older.running.some(({ start, end }) => start < span.end && end > span.start)
  const cited = [...older.running.flatMap(({ words }) => words), ...older.words].filter(
    ({ start, end }) => start < span.end && end > span.start,
  )
  if (cited.length === 0) return undefined
  const lines = newer.running.map(({ words }) => words)
  if (isRunning) lines.push(...newer.passages.map(({ first, last }) => newer.words.slice(first, last)))
  for (const line of lines) {
    const found = stretchIn(line, cited)
    if (found) return found
  }
  return undefined
}

const keyOf = (words: readonly Word[]): string => words.map(({ key }) => key).join(' ')

const stretchIn = (line: readonly Word[], cited: readonly Word[]): TextRange | undefined => {
  for (let at = 0; at + cited.length <= line.length; at += 1) {
    const [from, to] = [line[at], line[at + cited.length - 1]]
    if (from && to && cited.every(({ key }, index) => line[at + index]?.key === key))
      return { start: from.start, end: to.end }
  }
  return undefined
}
